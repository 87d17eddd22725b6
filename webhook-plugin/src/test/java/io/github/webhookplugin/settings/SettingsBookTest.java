package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.MutableClock;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.Database;
import io.github.webhookplugin.outbox.Outbox;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts that change the same settings. */
class SettingsBookTest {
  @TempDir
  private Path folder;

  private final AtomicInteger changes = new AtomicInteger();
  private Database database;
  private Outbox outbox;
  private SettingsBook here;
  private SettingsBook elsewhere;

  @BeforeEach
  void open() {
    database = Database.of("jdbc:sqlite:" + folder.resolve("webhook.db"), folder);
    outbox = Outbox.open(database, MutableClock.atSomeMorning(), 7);
    var vault = Vault.open(folder);
    here = new SettingsBook(
        outbox, new AtOnce(), READER, vault, new SettingsInForce(HostSecrets.none(), active -> {}));
    elsewhere = new SettingsBook(
        outbox, new AtOnce(), READER, vault, new SettingsInForce(HostSecrets.none(), active -> {}));
    here.load();
    elsewhere.load();
  }

  @AfterEach
  void close() {
    outbox.close();
    database.close();
  }

  @Test
  void a_change_that_came_second_is_made_again_on_top_of_the_first() {
    var result = here.change(
        (reader, current) -> {
          if (changes.get() == 0) {
            changeElsewhere();
          }
          return reader.addService(service("Mine"), current);
        },
        "me");

    assertThat(accepted(result).services())
        .extracting(WebhookService::name)
        .containsExactly("Theirs 0", "Mine");
  }

  @Test
  void a_change_that_is_always_late_is_a_conflict_and_changes_nothing() {
    var result = here.change(
        (reader, current) -> {
          changeElsewhere();
          return reader.addService(service("Mine"), current);
        },
        "me");

    assertThat(result).isInstanceOfSatisfying(Result.Refused.class, refused -> {
      assertThat(refused.conflict()).isTrue();
      assertThat(refused.problems().get(0).message()).contains("5 times", "try again");
    });
    assertThat(here.settings().services())
        .extracting(WebhookService::name)
        .doesNotContain("Mine")
        .hasSize(5);
  }

  private void changeElsewhere() {
    int number = changes.getAndIncrement();
    elsewhere.load();
    accepted(elsewhere.change(
        (reader, current) -> reader.addService(service("Theirs " + number), current), "them"));
  }

  private static Map<String, Object> service(String name) {
    return document("{'name': '" + name + "', 'url': 'https://a.example/'}");
  }

  private final class AtOnce implements SettingsBook.Store {
    @Override
    public <T> CompletableFuture<T> call(Outbox.Work<T> work) {
      return CompletableFuture.completedFuture(outbox.transaction(work));
    }
  }
}
