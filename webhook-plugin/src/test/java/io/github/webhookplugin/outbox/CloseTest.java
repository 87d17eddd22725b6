package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.MutableClock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing while the store thread is still in a transaction. */
class CloseTest {
  @TempDir
  Path folder;

  @Test
  void a_transaction_that_is_under_way_is_not_pulled_away_and_commits_nothing() throws Exception {
    try (Database database = Database.of("jdbc:sqlite:" + folder.resolve("a.db"), folder)) {
      var outbox = Outbox.open(database, MutableClock.atSomeMorning(), 7);
      var begun = new CountDownLatch(1);
      var goOn = new CountDownLatch(1);
      var ended = CompletableFuture.supplyAsync(() -> outbox.transaction(() -> {
        begun.countDown();
        await(goOn);
        return outbox.saveSettings(change());
      }));
      begun.await();

      outbox.close();
      goOn.countDown();

      assertThatThrownBy(ended::join).hasRootCauseInstanceOf(StoreException.class);
      assertThatThrownBy(() -> outbox.transaction(outbox::settings))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("closed");
      var again = Outbox.open(database, MutableClock.atSomeMorning(), 8);
      assertThat(again.transaction(again::settings).version()).isZero();
      again.close();
    }
  }

  private static SettingsChange change() {
    return new SettingsChange(0, Map.of(), Map.of(), "ann");
  }

  private static void await(CountDownLatch latch) throws SQLException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new SQLException(e);
    }
  }
}
