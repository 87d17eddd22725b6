package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** A flight recording of this JVM from its start until it is closed. */
final class Recorder implements AutoCloseable {
  private final Recording recording;

  Recorder(Path file) throws IOException {
    try {
      recording = new Recording(Configuration.getConfiguration("profile"));
    } catch (ParseException e) {
      throw new IOException("the JDK's own recording settings cannot be read", e);
    }
    recording.enable("jdk.ThreadCPULoad").withPeriod(Duration.ofSeconds(1));
    recording.setDestination(file);
  }

  void start() {
    recording.start();
  }

  @Override
  public void close() {
    recording.close();
  }
}
