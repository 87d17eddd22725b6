package io.github.webhookplugin.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {
  @Test
  void names_stand_where_secrets_come_in() {
    String text = "a ${secret.one} b ${secret.two-2.x_Y} ${secret.one}";

    assertThat(SecretReference.names(text)).containsExactly("one", "two-2.x_Y");
    assertThat(SecretReference.filled(text, name -> "<" + name + "$1\\>"))
        .isEqualTo("a <one$1\\> b <two-2.x_Y$1\\> <one$1\\>");
    assertThat(SecretReference.blanked(text)).isEqualTo("a x b x x");
  }

  /** What comes in is not looked at again: a secret cannot name another. */
  @Test
  void a_secret_that_looks_like_a_name_stays_a_text() {
    assertThat(SecretReference.filled("${secret.a}", name -> "${secret.b}"))
        .isEqualTo("${secret.b}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${secret.x}", "Bearer ${secret.x}", "token  ${secret.x}", "${secret.a}${secret.b}"
      })
  void nothing_else_is_secret_in_it(String text) {
    assertThat(SecretReference.isAll(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "abc", "abc${secret.x}", "${secret.x} abc", "a b ${secret.x}"})
  void something_else_may_be_secret_in_it(String text) {
    assertThat(SecretReference.isAll(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${secret}",
        "${secret.}",
        "${secret:x}",
        "${secret.a b}",
        "${ secret.x }",
        "${SECRET.x}",
        "${secret.x",
        "${secret.x}${secret.ä}"
      })
  void what_was_meant_as_one_is_told(String text) {
    assertThat(SecretReference.slip(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "${secret.x}", "$secret.x", "${other}", "{{secret.x}}", "${secrets}"})
  void anything_else_is_a_text(String text) {
    assertThat(SecretReference.slip(text)).isEmpty();
  }

  @Test
  void a_name_has_at_most_a_hundred_characters() {
    assertThat(SecretReference.in("${secret." + "x".repeat(100) + "}")).isTrue();
    assertThat(SecretReference.slip("${secret." + "x".repeat(101) + "}")).isPresent();
  }
}
