package io.github.webhookplugin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more, and files that may not be written, in a host of its own. */
class DiskTroubleIT {
  /** No file of the host may grow beyond this, as if the disk ended there: 4 MiB in the shell's unit of 1 KiB. */
  private static final int FULL = 4_096;

  @TempDir
  Path folder;

  private CountingReceiver receiver;
  private NodeProcess host;

  @BeforeEach
  void open() throws IOException {
    receiver = new CountingReceiver();
  }

  @AfterEach
  void close() throws IOException {
    host.close();
    receiver.close();
  }

  @Test
  void a_full_disk_refuses_events_clearly_and_when_there_is_room_again_everything_goes_on()
      throws Exception {
    assumeThat(installed("prlimit"))
        .as("prlimit of util-linux gives the disk back")
        .isTrue();
    host = NodeProcess.start(
            folder, "host", "-", "bash", "-c", "ulimit -S -f " + FULL + "; exec \"$0\" \"$@\"")
        .open();
    assertThat(host.ask("configure " + receiver.url(""))).isEqualTo("[]");

    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> host.ask("publish 64").contains("STORE"));
    await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(1)).until(this::full);
    String refused = host.ask("publish 1");
    assertThat(refused)
        .contains("STORE: the event was not stored")
        .contains("webhook.db")
        .contains("the disk is full or failed: check its free space");

    var free = new ProcessBuilder(
            "prlimit", "--pid", String.valueOf(host.pid()), "--fsize=unlimited")
        .start();
    assertThat(free.waitFor()).isZero();

    await().until(() -> host.ask("health").startsWith("UP"));
    int before = accepted(host.ask("publish 0"));
    assertThat(accepted(host.ask("publish 100"))).isEqualTo(before + 100);
    await().atMost(Duration.ofSeconds(60)).until(() -> host.waiting() == 0);
    assertThat(receiver.lostOrRenamed("/steady", host.acknowledged())).isEmpty();
    assertThat(receiver.lostOrRenamed("/shaky", host.acknowledged())).isEmpty();
    System.out.println("DiskTroubleIT: " + host.acknowledged().size() + " events accepted, "
        + receiver.repeated().size() + " deliveries sent twice; refused with: " + refused);
  }

  @Test
  void a_database_file_that_may_not_be_written_is_named_when_the_host_starts() throws Exception {
    host = NodeProcess.start(folder, "host", "-").open();
    assertThat(host.ask("configure " + receiver.url(""))).isEqualTo("[]");
    assertThat(host.ask("publish 10")).isEqualTo("10");
    assertThat(host.ask("stop")).isEqualTo("stopped");
    host.kill();
    Path database = folder.resolve("host/webhook.db");
    Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("r--r--r--"));

    host = NodeProcess.start(folder, "host", "-", unprivileged());

    assertThat(host.ends(Duration.ofSeconds(60))).isNotZero();
    assertThat(host.log())
        .contains("the database " + database + " cannot be opened")
        .contains("the file is read-only for this process: give it the right to write");
    Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));
    host = NodeProcess.start(folder, "host", "-").open();
    await().until(() -> host.waiting() == 0);
    assertThat(receiver.lostOrRenamed("/steady", host.acknowledged())).isEmpty();
  }

  /** SQLite finds room again when it tidies up after the first failures; in the end there is none. */
  private boolean full() throws IOException {
    int before = accepted(host.ask("publish 0"));
    return accepted(host.ask("publish 4")) == before && host.ask("health").startsWith("DEGRADED");
  }

  /** Root may write everything; a command before it that takes this right away. */
  private static String[] unprivileged() throws Exception {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new String[0];
    }
    assumeThat(installed("setpriv")).as("setpriv of util-linux makes root obey").isTrue();
    return new String[] {"setpriv", "--bounding-set", "-dac_override,-dac_read_search"};
  }

  private static boolean installed(String command) throws Exception {
    var which = new ProcessBuilder("bash", "-c", "command -v " + command).start();
    return which.waitFor(10, TimeUnit.SECONDS) && which.exitValue() == 0;
  }

  private static int accepted(String tally) {
    return Integer.parseInt(tally.split(" ")[0]);
  }
}
