package io.github.webhookplugin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFilesTest {
  @TempDir
  Path parent;

  private Path folder;
  private SecretSource secrets;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(parent.resolve("secrets"));
    secrets = SecretSource.ofFiles(folder);
  }

  @ParameterizedTest
  @CsvSource({"'abc', 'abc'", "'abc\n', 'abc'", "'abc\r\n', 'abc'", "'a\nb\n\n', 'a\nb\n'"})
  void a_file_is_a_secret_but_for_a_line_break_at_its_end(String content, String secret)
      throws Exception {
    Files.writeString(folder.resolve("crm-token"), content);

    assertThat(secrets.secret("crm-token")).contains(secret);
    assertThat(secrets.allowedHosts("crm-token")).isEmpty();
  }

  @Test
  void a_file_that_is_changed_is_read_anew() throws Exception {
    Files.writeString(folder.resolve("x"), "one");
    assertThat(secrets.secret("x")).contains("one");

    Files.writeString(folder.resolve("x"), "two");
    assertThat(secrets.secret("x")).contains("two");
    Files.delete(folder.resolve("x"));
    assertThat(secrets.secret("x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../outside", "..", ".", "", "/etc/hostname", "..data", "a/b", "a\u0000b"})
  void nothing_else_is_read(String name) throws Exception {
    Files.writeString(parent.resolve("outside"), "not a secret of hooks");
    Files.writeString(folder.resolve("..data"), "hidden");

    assertThat(secrets.secret(name)).isEmpty();
  }

  @Test
  void an_empty_file_is_no_secret_and_a_huge_one_is_trouble() throws Exception {
    Files.writeString(folder.resolve("empty"), "\n");
    Files.writeString(folder.resolve("huge"), "x".repeat(65_537));

    assertThat(secrets.secret("empty")).isEmpty();
    assertThatThrownBy(() -> secrets.secret("huge")).isInstanceOf(IOException.class);
  }
}
