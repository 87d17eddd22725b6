package io.github.webhookplugin.host;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One running host for all tests of a class, with the dummy plugin. */
abstract class SharedHost {
  @TempDir
  static Path temp;

  static RunningHost host;

  @BeforeAll
  static void start() throws Exception {
    host = RunningHost.in(temp);
  }

  @AfterAll
  static void stop() {
    host.close();
  }
}
