package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteOutboxTest extends OutboxContract {
  @TempDir
  Path folder;

  @Override
  Database database() {
    return Database.of("jdbc:sqlite:" + folder.resolve("webhook.db"), folder);
  }

  @Test
  void a_second_host_on_the_same_file_is_refused() {
    assertThatThrownBy(this::database)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("in use");
  }

  @Test
  void commits_are_synced_and_logged_ahead() throws Exception {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      assertThat(statement.executeQuery("PRAGMA synchronous").getInt(1))
          .as("FULL")
          .isEqualTo(2);
      assertThat(statement.executeQuery("PRAGMA journal_mode").getString(1)).isEqualTo("wal");
    }
  }

  @Test
  void a_native_library_left_by_a_killed_host_is_removed() throws Exception {
    close();
    Path left =
        Files.createFile(folder.resolve("native").resolve("sqlite-" + UUID.randomUUID() + ".so"));

    open();

    assertThat(left).doesNotExist();
  }

  @Test
  void another_file_that_is_no_database_is_refused() throws Exception {
    Path text = Files.writeString(
        folder.resolve("notes.txt"), "this is not a database, and long enough to tell so");
    try (Database wrong = Database.of("jdbc:sqlite:" + text, folder)) {
      assertThatThrownBy(() -> Outbox.open(wrong, clock, ME))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("notes.txt");
    }
  }

  @Test
  void a_jdbc_url_of_another_kind_is_refused_without_repeating_its_password() {
    assertThatThrownBy(() -> Database.of("jdbc:mysql://host/db?password=hunter2", folder))
        .hasMessageContaining("jdbc:mysql")
        .hasMessageNotContaining("hunter2");
  }
}
