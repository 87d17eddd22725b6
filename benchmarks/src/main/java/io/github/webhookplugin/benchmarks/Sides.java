package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JVMs of all sides and their receiver. */
final class Sides implements AutoCloseable {
  static final List<String> NAMES = List.of("bare", "plugin", "db-scheduler");

  private final Jvm receiver;
  private final Map<String, Jvm> sides = new LinkedHashMap<>();

  Sides(Settings settings) throws IOException {
    receiver = Jvm.start(ReceiverMain.class, List.of("-Xmx256m"));
    try {
      for (String name : NAMES) {
        sides.put(
            name, Jvm.start(SideMain.class, options(name, settings), name, receiver.ask("port")));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static List<String> options(String name, Settings settings) {
    var options = new ArrayList<>(List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC"));
    if (settings.recorded()) {
      var file = Places.target().resolve(name + ".jfr");
      long delay = settings.warmUp().multipliedBy(NAMES.size()).toSeconds();
      options.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,delay=" + delay
          + "s,filename=" + file);
    }
    return options;
  }

  int port() throws IOException {
    return Integer.parseInt(receiver.ask("port"));
  }

  /** CPU that the receiver has used so far, in nanoseconds. */
  long receiverCpu() throws IOException {
    return Long.parseLong(receiver.ask("cpu"));
  }

  long answered() throws IOException {
    return Long.parseLong(receiver.ask("answered"));
  }

  /** One side's turn; throws if it counted an event that the receiver has not answered. */
  Turn turn(String name, long millis) throws IOException {
    long before = answered();
    Jvm side = sides.get(name);
    if (side == null) {
      throw new IllegalArgumentException("no side is called " + name);
    }
    Turn turn = Turn.ofLine(side.ask(String.valueOf(millis)));
    long answered = answered() - before;
    if (answered < turn.total()) {
      throw new IllegalStateException(name + " counts " + turn.total()
          + " events, but the receiver answered " + answered + " requests");
    }
    return turn;
  }

  @Override
  public void close() throws IOException {
    for (Jvm side : sides.values()) {
      side.close();
    }
    receiver.close();
  }
}
