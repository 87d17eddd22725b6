package io.github.webhookplugin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a host with SIGKILL at random moments under load: what was accepted arrives all the same. */
class CrashIT {
  private static final int ROUNDS = 20;

  @TempDir
  Path folder;

  @Test
  void every_accepted_event_arrives_however_often_the_host_is_killed() throws Exception {
    var random = new Random();
    Path acknowledged = Files.createFile(folder.resolve("acknowledged"));
    Path plugins = BuiltPlugin.folderWithJar(folder);
    try (var receiver = new CountingReceiver()) {
      receiver.refuses(id -> random.nextInt(10) == 0);
      for (int round = 0; round < ROUNDS; round++) {
        Process host = start(plugins, acknowledged, receiver, "emit");
        long before = Files.size(acknowledged);
        int enough = random.nextInt(40_000);
        await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(5))
            .until(() -> Files.size(acknowledged) > before + enough || !host.isAlive());
        assertThat(host.isAlive())
            .as("killed by us, in round %d; %s", round, output())
            .isTrue();
        host.destroyForcibly().waitFor();
      }
      receiver.refuses(id -> false);

      Process last = start(plugins, acknowledged, receiver, "drain");

      assertThat(last.waitFor(120, TimeUnit.SECONDS))
          .as("nothing is stuck; %s", output())
          .isTrue();
      assertThat(last.exitValue()).as(output()).isZero();
      List<String> events = whole(Files.readString(acknowledged));
      assertThat(events).hasSizeGreaterThan(ROUNDS);
      assertArrived(receiver, events);
    }
  }

  private static void assertArrived(CountingReceiver receiver, List<String> events) {
    var lost = new ArrayList<String>();
    var renamed = new ArrayList<String>();
    for (String path : List.of("/steady", "/shaky")) {
      for (String event : events) {
        int ids = receiver.ids(path, event).size();
        if (ids == 0) {
          lost.add(path + " " + event);
        } else if (ids > 1) {
          renamed.add(path + " " + event);
        }
      }
    }
    assertThat(lost).as("of %d accepted events", events.size()).isEmpty();
    assertThat(renamed).as("delivered twice under different ids").isEmpty();
    System.out.println(
        "CrashIT: " + ROUNDS + " kills, " + events.size() + " events accepted, all delivered");
  }

  /** The last line may be cut by the kill. */
  private static List<String> whole(String lines) {
    return lines.lines().filter(line -> line.length() == 36).toList();
  }

  private Process start(Path plugins, Path acknowledged, CountingReceiver receiver, String mode)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "-Xmx256m",
            CrashHost.class.getName(),
            plugins.toString(),
            folder.resolve("data").toString(),
            receiver.url(""),
            acknowledged.toString(),
            mode)
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()))
        .start();
  }

  private String output() {
    try {
      String all = Files.readString(folder.resolve("output"));
      return all.substring(Math.max(0, all.length() - 4_000));
    } catch (IOException e) {
      return "no output";
    }
  }
}
