package io.github.webhookplugin.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.api.SecretStore;
import io.github.webhookplugin.model.ServiceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that keeps keys itself wraps those of stored secrets. */
class SecretStoreTest {
  private static final ServiceId ID = ServiceId.random();

  @TempDir
  private Path directory;

  private final Turned store = new Turned();

  @Test
  void a_key_lies_wrapped_and_opens_again() throws IOException {
    String sealed = Vault.open(directory, store).seal("s", ID, "url");

    assertThat(Files.readString(file())).startsWith("webhook-key:host:").hasLineCount(1);
    assertThat(Vault.open(directory, store).open(sealed, ID, "url")).isEqualTo("s");
    assertThat(store.wrapped).hasSize(1);
  }

  @Test
  void keys_that_lay_open_are_wrapped_when_the_host_has_a_store() throws IOException {
    var before = Vault.open(directory);
    before.change(KeyRing::changed);
    String sealed = before.seal("s", ID, "url");

    var vault = Vault.open(directory, store);

    assertThat(Files.readAllLines(file()))
        .hasSize(2)
        .allMatch(l -> l.startsWith("webhook-key:host:"));
    assertThat(vault.open(sealed, ID, "url")).isEqualTo("s");
  }

  @Test
  void a_new_key_is_wrapped_as_well() throws IOException {
    var vault = Vault.open(directory, store);

    vault.change(KeyRing::prepared);
    vault.change(KeyRing::changed);

    assertThat(Files.readAllLines(file()))
        .hasSize(2)
        .allMatch(l -> l.startsWith("webhook-key:host:"));
    assertThat(Vault.open(directory, store).ring()).isEqualTo(vault.ring());
  }

  @Test
  void without_the_store_the_vault_is_locked() {
    String sealed = Vault.open(directory, store).seal("s", ID, "url");

    var vault = Vault.open(directory);

    assertThat(vault.trouble().orElseThrow()).contains("SecretStore", "HostContext");
    assertThatThrownBy(() -> vault.open(sealed, ID, "url"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no key that can be used");
  }

  @Test
  void the_store_is_asked_once_for_each_key() {
    Vault.open(directory, store);
    var vault = Vault.open(directory, store);
    int before = store.asked;

    vault.lookAgain();
    assertThatThrownBy(() -> vault.open("enc:v1:00000000:AAAA", ID, "url"))
        .isInstanceOf(SettingsException.class);

    assertThat(store.asked).isEqualTo(before);
  }

  @Test
  void a_store_that_works_again_is_asked_again() {
    Vault.open(directory, store);
    store.fails = true;
    var vault = Vault.open(directory, store);
    store.fails = false;

    vault.lookAgain();

    assertThat(vault.trouble()).isEmpty();
    assertThat(vault.seal("s", ID, "url")).startsWith("enc:v1:");
  }

  @Test
  void what_a_store_that_fails_says_is_told_nobody() {
    Vault.open(directory, store);
    store.fails = true;

    var vault = Vault.open(directory, store);

    assertThat(vault.trouble().orElseThrow())
        .contains("failed to unwrap", "IllegalStateException")
        .doesNotContain("token");
    assertThatThrownBy(() -> vault.seal("s", ID, "url")).isInstanceOf(SettingsException.class);
  }

  @Test
  void a_store_that_does_not_wrap_leaves_the_file_as_it_was() throws IOException {
    var vault = Vault.open(directory, store);
    String before = Files.readString(file());
    store.fails = true;

    assertThatThrownBy(() -> vault.change(KeyRing::changed)).isInstanceOf(SettingsException.class);

    assertThat(Files.readString(file())).isEqualTo(before);
  }

  private Path file() {
    return directory.resolve("secret.key");
  }

  /** Turns the bits of a key; remembers what it wrapped. */
  private static final class Turned implements SecretStore {
    private final Set<String> wrapped = new HashSet<>();
    private boolean fails;
    private int asked;

    @Override
    public byte[] wrap(byte[] key) {
      wrapped.add(HexFormat.of().formatHex(key));
      return unwrap(key);
    }

    @Override
    public byte[] unwrap(byte[] key) {
      asked++;
      if (fails) {
        throw new IllegalStateException("token 4711 is no longer valid");
      }
      byte[] turned = key.clone();
      for (int i = 0; i < turned.length; i++) {
        turned[i] = (byte) ~turned[i];
      }
      return turned;
    }
  }
}
