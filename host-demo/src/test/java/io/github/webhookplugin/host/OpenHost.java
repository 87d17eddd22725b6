package io.github.webhookplugin.host;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running host of each test's own, with the dummy plugin. */
abstract class OpenHost {
  @TempDir
  Path temp;

  RunningHost host;

  /** Further arguments of the host. */
  String[] options() {
    return new String[0];
  }

  @BeforeEach
  void start() throws Exception {
    host = RunningHost.in(temp, options());
  }

  @AfterEach
  void stop() {
    host.close();
  }
}
