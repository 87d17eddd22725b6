package io.github.webhookplugin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\rb",
        "a\u0085b",
        "a\u2028b",
        "a\u2029b",
        "a\u001B[31mb",
        "a\u009B31mb",
        "a\u0000b",
        "a\u007Fb",
        "a\u202Eb",
        "a\u2066b",
        "a\u061Cb",
        "a\uFEFFb",
        "a\uD800b",
        "a\uDB40\uDC41b"
      })
  void nothing_begins_a_line_or_moves_a_cursor(String hostile) {
    assertThat(OneLine.of(hostile)).matches("a(\\\\u[0-9A-F]{4})+(\\[?31m)?b");
  }

  @Test
  void ordinary_text_is_left_alone_and_long_text_is_cut() {
    assertThat(OneLine.of("Größe 订单 😀 {} %s")).isEqualTo("Größe 订单 😀 {} %s");
    assertThat(OneLine.of(null)).isEqualTo("null");
    assertThat(OneLine.of("x".repeat(5000))).hasSize(2001).endsWith("…");
  }

  @Test
  void an_exception_keeps_its_class_and_places_but_no_line_of_its_message() {
    var thrown =
        new IllegalStateException("one\nFORGED", new IllegalArgumentException("two\r\nFORGED"));
    thrown.addSuppressed(new RuntimeException("three\nFORGED"));
    var text = new StringWriter();

    OneLine.trace(thrown).printStackTrace(new PrintWriter(text, true));

    assertThat(text.toString())
        .startsWith("java.lang.IllegalStateException: one\\u000AFORGED")
        .contains(
            "at io.github.webhookplugin.api.OneLineTest",
            "Caused by: java.lang.IllegalArgumentException: two\\u000D\\u000AFORGED",
            "Suppressed: java.lang.RuntimeException: three");
    assertThat(text.toString().lines()).noneMatch(line -> line.startsWith("FORGED"));
  }
}
