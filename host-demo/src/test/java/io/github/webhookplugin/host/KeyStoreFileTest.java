package io.github.webhookplugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreFileTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  @TempDir
  Path folder;

  @Test
  void what_is_wrapped_opens_again_after_a_restart() throws Exception {
    byte[] wrapped = store("pass").wrap(KEY);

    assertThat(new String(wrapped, StandardCharsets.ISO_8859_1)).doesNotContain("0123456789");
    assertThat(store("pass").unwrap(wrapped)).isEqualTo(KEY);
  }

  @Test
  void with_another_password_nothing_opens() throws Exception {
    byte[] wrapped = store("pass").wrap(KEY);

    assertThatThrownBy(() -> store("other").unwrap(wrapped)).isInstanceOf(Exception.class);
  }

  @Test
  void the_password_comes_from_the_environment_and_must_be_there() {
    String[] args = {"--key-store", folder.resolve("host.p12").toString()};

    assertThat(
            Options.from(args, Map.of("HOST_DEMO_KEY_STORE_PASSWORD", "pass")).keyStore())
        .isNotNull()
        .asString()
        .doesNotContain("pass");
    assertThatThrownBy(() -> Options.from(args, Map.of()))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("HOST_DEMO_KEY_STORE_PASSWORD");
  }

  private KeyStoreFile store(String password) {
    return new KeyStoreFile(folder.resolve("host.p12"), password);
  }
}
