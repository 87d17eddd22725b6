package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A SQLite file that something has damaged, and how it is told, used as far as it can be, and replaced. */
class DamagedFileTest extends OpenChannel {
  private static final int EVENTS = 400;

  @BeforeEach
  void fillAndStop() {
    configure(service("Orders", "/orders"));
    var never = new CountDownLatch(1);
    receiver.answers(request -> {
      pass(never);
      return new Receiver.Reply(200, "");
    });
    // 8 are on their way
    for (int i = 0; i < EVENTS; i++) {
      webhooks.publish(anEvent());
    }
    webhooks.stop(Duration.ofSeconds(2));
    assertThat(query("SELECT COUNT(*) FROM wh_queue")).isEqualTo(EVENTS);
    receiver.answers(200, "ok");
  }

  @Test
  void a_damaged_start_of_the_file_is_told_when_the_host_opens_it_and_a_backup_works_again()
      throws Exception {
    Path backup = Files.copy(file(), data.resolve("backup"));
    overwrite(0, 100);

    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the webhook channel cannot be opened")
        .hasMessageContaining(file().toString())
        .hasMessageContaining("restore it from a backup");

    Files.move(backup, file(), StandardCopyOption.REPLACE_EXISTING);
    start();
    receipts(EVENTS);
  }

  @Test
  void a_damaged_table_of_what_is_to_do_is_told_when_the_host_opens_it() throws Exception {
    damage("wh_queue");

    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the file is damaged")
        .hasMessageContaining(".recover");
  }

  @Test
  void damage_that_shows_later_is_told_and_nothing_that_waits_is_lost_by_it() throws Exception {
    damage("wh_tally");

    start();

    await().until(() -> receiver.got().size() > 8);
    await().until(() -> webhooks.health().message().contains("the file is damaged"));
    PublishException refused =
        catchThrowableOfType(PublishException.class, () -> webhooks.publish(anEvent()));
    assertThat(refused.reason()).isEqualTo(Reason.STORE);
    assertThat(refused).hasMessageContaining("the file is damaged");
    long before = System.nanoTime();
    webhooks.stop(BOUND);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(BOUND.multipliedBy(2));
    assertThat(query("SELECT COUNT(*) FROM wh_queue"))
        .as("nothing that could not be logged is taken for done")
        .isEqualTo(EVENTS);
  }

  /** Overwrites the page that the table's tree begins at. */
  private void damage(String table) throws IOException {
    long page = query("SELECT rootpage FROM sqlite_master WHERE name = '" + table + "'");
    long size = query("PRAGMA page_size");
    assertThat(page).isGreaterThan(1);
    overwrite((page - 1) * size, (int) size);
  }

  private void overwrite(long from, int length) throws IOException {
    var garbage = new byte[length];
    Arrays.fill(garbage, (byte) 0xA5);
    try (var open = new RandomAccessFile(file().toFile(), "rw")) {
      open.seek(from);
      open.write(garbage);
    }
  }

  private Path file() {
    return data.resolve("webhook.db");
  }

  private long query(String sql) {
    try (var beside = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = beside.createStatement()) {
      return statement.executeQuery(sql).getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
