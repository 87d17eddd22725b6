package io.github.webhookplugin.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
  private static final ServiceId ID = ServiceId.random();

  @TempDir
  private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "Bearer 中é😀\u0000"})
  void what_is_sealed_can_be_opened(String text) {
    var vault = Vault.open(directory);

    String sealed = vault.seal(text, ID, "url");

    assertThat(sealed).matches("enc:v1:[0-9a-f]{8}:[A-Za-z0-9+/]+=*");
    assertThat(Base64.getDecoder().decode(sealed.substring(sealed.lastIndexOf(':') + 1)))
        .hasSize(12 + text.getBytes(StandardCharsets.UTF_8).length + 16);
    assertThat(vault.open(sealed, ID, "url")).isEqualTo(text);
    assertThat(Vault.open(directory).open(sealed, ID, "url")).isEqualTo(text);
  }

  @Test
  void what_is_sealed_belongs_to_its_service_and_field() {
    var vault = Vault.open(directory);
    String sealed = vault.seal("s", ID, "url");

    assertThatThrownBy(() -> vault.open(sealed, ServiceId.random(), "url"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("belongs elsewhere");
    assertThatThrownBy(() -> vault.open(sealed, ID, "secret"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("belongs elsewhere");
  }

  @Test
  void every_changed_byte_is_noticed() {
    var vault = Vault.open(directory);
    String sealed = vault.seal("s", ID, "url");
    int start = sealed.lastIndexOf(':') + 1;
    byte[] bytes = Base64.getDecoder().decode(sealed.substring(start));

    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      String forged = sealed.substring(0, start) + Base64.getEncoder().encodeToString(changed);
      assertThatThrownBy(() -> vault.open(forged, ID, "url")).isInstanceOf(SettingsException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "enc:v1:",
        "enc:v2:%s:AAAA",
        "enc:v1:%s:",
        "enc:v1:%s:AAAA",
        "enc:v1:%s:A"
      })
  void what_was_never_sealed_is_refused(String text) {
    var vault = Vault.open(directory);
    String keyId = vault.seal("s", ID, "url").substring(7, 15);

    assertThatThrownBy(() -> vault.open(text.formatted(keyId), ID, "url"))
        .isInstanceOf(SettingsException.class);
  }

  @Test
  void another_key_is_named() {
    var vault = Vault.open(directory);
    String sealed = Vault.open(directory.resolve("other")).seal("s", ID, "url");

    assertThatThrownBy(() -> vault.open(sealed, ID, "url"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("was encrypted with the key " + sealed.substring(7, 15))
        .hasMessageContaining(directory.resolve("secret.key").toString());
  }

  @Test
  void the_key_is_for_its_owner_only() throws IOException {
    assumePosix();
    Vault.open(directory);
    Path file = directory.resolve("secret.key");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw-r--r--", "rw--w----", "rwxrwxrwx", "rw----r--"})
  void a_key_that_others_can_read_is_refused(String permissions) throws IOException {
    assumePosix();
    Vault.open(directory);
    Path file = directory.resolve("secret.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    var vault = Vault.open(directory);

    assertThat(vault.trouble().orElseThrow()).contains(permissions, "chmod 600 " + file);
    assertThatThrownBy(() -> vault.seal("s", ID, "url")).isInstanceOf(SettingsException.class);
  }

  @Test
  void a_key_that_even_its_owner_cannot_write_is_fine() throws IOException {
    assumePosix();
    String fingerprint = Vault.open(directory).fingerprint(Secret.of("s"));
    Files.setPosixFilePermissions(
        directory.resolve("secret.key"), PosixFilePermissions.fromString("r--------"));

    assertThat(Vault.open(directory).fingerprint(Secret.of("s"))).isEqualTo(fingerprint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", "webhook-key:v1:", "webhook-key:v1:AAAA", "webhook-key:v1:???"})
  void a_damaged_key_is_refused_and_kept(String text) throws IOException {
    Vault.open(directory);
    Path file = directory.resolve("secret.key");
    Files.writeString(file, text);

    var vault = Vault.open(directory);

    assertThat(vault.trouble().orElseThrow()).contains("is damaged");
    assertThatThrownBy(() -> vault.seal("s", ID, "url")).isInstanceOf(SettingsException.class);
    assertThat(file).hasContent(text);
  }

  @Test
  void a_directory_in_the_way_is_said() throws IOException {
    Files.createDirectory(directory.resolve("secret.key"));
    if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(
          directory.resolve("secret.key"), PosixFilePermissions.fromString("rw-------"));
    }

    assertThat(Vault.open(directory).trouble().orElseThrow()).contains("secret.key");
  }

  @Test
  void nodes_that_start_at_once_end_with_one_key() throws Exception {
    int nodes = 8;
    var threads = Executors.newFixedThreadPool(nodes);
    try {
      for (int round = 0; round < 20; round++) {
        var shared = directory.resolve("round" + round);
        var start = new CountDownLatch(1);
        Callable<String> node = () -> {
          start.await();
          return Vault.open(shared).fingerprint(Secret.of("s"));
        };
        var fingerprints = new ArrayList<Future<String>>();
        for (int i = 0; i < nodes; i++) {
          fingerprints.add(threads.submit(node));
        }
        start.countDown();
        var different = new HashSet<String>();
        for (var fingerprint : fingerprints) {
          different.add(fingerprint.get());
        }
        assertThat(different).hasSize(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void assumePosix() throws IOException {
    assumeThat(Files.getFileStore(directory).supportsFileAttributeView("posix")).isTrue();
  }
}
