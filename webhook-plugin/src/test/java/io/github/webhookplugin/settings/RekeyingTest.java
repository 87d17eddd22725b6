package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.MutableClock;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.outbox.Database;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new key seals all that is stored, whatever happens meanwhile. */
class RekeyingTest {
  private static final Pattern SEALED_BY = Pattern.compile("enc:v1:([0-9a-f]{8}):");
  private static final String SERVICE = """
      {'name': 'A', 'url': 'https://user:canary1@a.example/hook', 'secret': 'canary5', 'description': '%s',
       'headers': [{'name': 'X-Hidden', 'value': 'canary3', 'secret': true}, {'name': 'X-Plain', 'value': 'plain'}],
       'queryParams': [{'name': 'access_token', 'value': 'canary4'}]}""";

  @TempDir
  private Path folder;

  private Database database;
  private Outbox outbox;
  private Vault vault;
  private SettingsBook book;
  private Rekeying keys;
  private boolean crashes;

  @BeforeEach
  void open() {
    database = Database.of("jdbc:sqlite:" + folder.resolve("webhook.db"), folder);
    outbox = Outbox.open(database, MutableClock.atSomeMorning(), 7);
    start();
    accepted(book.change(
        (reader, current) -> reader.addService(document(SERVICE.formatted("old")), current), "me"));
    var id = book.settings().services().get(0).id();
    accepted(book.change(
        (reader, current) -> reader.patchService(id, document("{'description': 'new'}"), current),
        "me"));
  }

  @AfterEach
  void close() {
    outbox.close();
    database.close();
  }

  private void start() {
    crashes = false;
    vault = Vault.open(folder);
    book = new SettingsBook(
        outbox, new AtOnce(), READER, vault, new SettingsInForce(HostSecrets.none(), active -> {}));
    keys = new Rekeying(book, outbox, vault);
    book.load();
  }

  @Test
  void everything_is_sealed_by_the_new_key_and_reads_as_before() throws Exception {
    var before = book.settings().services();
    String fingerprint = vault.fingerprint(Secret.of("a"));
    String old = keys.state().current();

    int count = keys.change("ann");

    var state = keys.state();
    assertThat(state.current()).isNotEqualTo(old);
    assertThat(state.former()).containsExactly(old);
    assertThat(state.sealedByFormer()).isZero();
    assertThat(count).as("the service, and its two versions of the past").isEqualTo(3);
    assertThat(sealedBy()).hasSize(4 * 3).containsOnly(state.current());
    assertThat(vault.fingerprint(Secret.of("a"))).isEqualTo(fingerprint);
    start();
    assertThat(book.settings().services()).isEqualTo(before);
    assertThat(past())
        .hasSize(2)
        .allSatisfy(
            document -> assertThat(new ServiceHistory(vault).whole(document)).isPresent());
  }

  @Test
  void a_crash_before_the_file_has_the_new_key_changes_nothing() {
    var state = keys.state();

    // as far as it gets: a file beside, which nobody reads
    assertThatThrownBy(() -> vault.change(ring -> {
          throw new SettingsException("crash");
        }))
        .isInstanceOf(SettingsException.class);

    start();
    assertThat(keys.state()).isEqualTo(state);
  }

  @Test
  void a_crash_after_the_file_has_the_new_key_is_made_up_for_at_the_next_start() throws Exception {
    var before = book.settings().services();
    vault.change(KeyRing::changed);

    start();
    assertThat(book.settings().services()).isEqualTo(before);
    assertThat(keys.state().sealedByFormer()).isEqualTo(3);
    keys.resume();

    assertThat(sealedBy()).containsOnly(keys.state().current());
    assertThat(book.settings().services()).isEqualTo(before);
  }

  @Test
  void a_crash_in_the_middle_of_the_transaction_is_made_up_for_at_the_next_start()
      throws Exception {
    var before = book.settings().services();
    crashes = true;
    assertThatThrownBy(() -> keys.change("ann")).isInstanceOf(StoreException.class);

    start();
    assertThat(sealedBy())
        .as("nothing of it was kept")
        .containsOnly(keys.state().former().get(0));
    assertThat(book.settings().services()).isEqualTo(before);
    keys.resume();

    assertThat(sealedBy()).containsOnly(keys.state().current());
  }

  @Test
  void a_start_after_all_went_well_seals_nothing_anew() {
    keys.change("ann");
    long version = book.settings().version();

    keys.resume();

    assertThat(book.settings().version()).isEqualTo(version);
  }

  @Test
  void what_no_key_opens_stays_as_it_is() throws Exception {
    String lost = keys.state().current();
    Files.delete(folder.resolve("secret.key"));
    start();
    accepted(book.change((reader, current) -> reader.addService(document("""
            {'name': 'B', 'url': 'https://b.example/'}"""), current), "me"));

    keys.change("ann");

    assertThat(sealedBy()).containsOnly(lost, keys.state().current());
  }

  @Test
  void the_file_stays_for_its_owner_only_and_has_no_company() throws Exception {
    keys.change("ann");

    Path file = folder.resolve("secret.key");
    assertThat(Files.readAllLines(file)).hasSize(2).allMatch(l -> l.startsWith("webhook-key:v1:"));
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(each -> String.valueOf(each.getFileName())))
          .filteredOn(name -> name.startsWith("secret.key"))
          .containsExactlyInAnyOrder("secret.key", "secret.key.lock");
    }
  }

  @Test
  void a_prepared_key_opens_and_does_not_seal_until_somebody_has_sealed_with_it() throws Exception {
    keys.prepare();
    keys.prepare();
    var state = keys.state();
    assertThat(state.prepared()).isNotNull();
    assertThat(sealedBy()).containsOnly(state.current());
    var elsewhere = folder.resolve("elsewhere");
    Files.createDirectory(elsewhere);
    Files.copy(
        folder.resolve("secret.key"),
        elsewhere.resolve("secret.key"),
        StandardCopyOption.COPY_ATTRIBUTES);
    var other = Vault.open(elsewhere);

    keys.change("ann");

    assertThat(keys.state().current()).isEqualTo(state.prepared());
    assertThat(keys.state().prepared()).isNull();
    var there = new SettingsBook(
        outbox, new AtOnce(), READER, other, new SettingsInForce(HostSecrets.none(), active -> {}));
    there.load();
    assertThat(there.settings().services()).isEqualTo(book.settings().services());
    assertThat(other.ring().orElseThrow().current().id())
        .as("the other node took it as well")
        .isEqualTo(state.prepared());
  }

  @Test
  void a_node_that_does_not_know_a_key_reads_the_file_again() {
    var other = Vault.open(folder);
    var id = book.settings().services().get(0).id();

    keys.change("ann");
    String sealed = vault.seal("s", id, "url");

    assertThat(other.open(sealed, id, "url")).isEqualTo("s");
    assertThat(other.seal("s", id, "url")).startsWith(sealed.substring(0, 16));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void many_changes_keep_the_newest_keys(int changes) {
    for (int i = 0; i < changes; i++) {
      keys.change("ann");
    }

    assertThat(keys.state().former()).hasSize(Math.min(changes, KeyRing.MOST - 1));
    start();
    assertThat(book.active().unreadable()).isEmpty();
  }

  private List<String> past() throws SQLException {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("webhook.db"));
        var rows = connection
            .createStatement()
            .executeQuery("SELECT document FROM wh_setting_change WHERE name LIKE 'service/%'")) {
      var documents = new ArrayList<String>();
      while (rows.next()) {
        documents.add(rows.getString(1));
      }
      return documents;
    }
  }

  /** The keys of all that is sealed, wherever it stands. */
  private List<String> sealedBy() throws SQLException {
    var all = new StringBuilder(String.join("\n", past()));
    outbox.read(outbox::settings).documents().values().forEach(all::append);
    return SEALED_BY.matcher(all).results().map(found -> found.group(1)).toList();
  }

  private final class AtOnce implements SettingsBook.Store {
    @Override
    public <T> CompletableFuture<T> call(Outbox.Work<T> work) {
      return CompletableFuture.completedFuture(outbox.transaction(() -> {
        T done = work.run();
        if (crashes) {
          throw new SQLException("crash");
        }
        return done;
      }));
    }
  }
}
