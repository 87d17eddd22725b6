package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.MutableClock;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transaction that ends by an Error, as code that runs out of stack or memory ends. */
class BrokenTransactionTest {
  @TempDir
  Path folder;

  @Test
  void nothing_of_it_is_kept_by_the_next_one() throws Exception {
    try (Database database = Database.of("jdbc:sqlite:" + folder.resolve("a.db"), folder);
        var outbox = Outbox.open(database, MutableClock.atSomeMorning(), 7)) {
      assertThatThrownBy(() -> outbox.transaction(() -> {
            outbox.saveSettings(new SettingsChange(0, Map.of(), Map.of(), "ann"));
            throw new StackOverflowError();
          }))
          .isInstanceOf(StackOverflowError.class);

      assertThat(outbox.transaction(outbox::settingsVersion)).isZero();
    }
  }

  @Test
  void a_query_that_fails_leaves_no_old_view_to_the_next_one() throws Exception {
    try (Database database = Database.of("jdbc:sqlite:" + folder.resolve("b.db"), folder);
        var outbox = Outbox.open(database, MutableClock.atSomeMorning(), 7);
        var reads = new ReadConnection(database)) {
      assertThatThrownBy(() -> reads.read(sql -> {
            SettingsRows.version(sql);
            throw new IllegalStateException("a row that nobody understands");
          }))
          .isInstanceOf(IllegalStateException.class);
      outbox.transaction(
          () -> outbox.saveSettings(new SettingsChange(0, Map.of(), Map.of(), "ann")));

      assertThat(reads.<Long>read(SettingsRows::version)).isEqualTo(1);
    }
  }
}
