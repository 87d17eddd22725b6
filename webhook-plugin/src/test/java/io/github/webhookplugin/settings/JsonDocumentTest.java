package io.github.webhookplugin.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.webhookplugin.api.SettingsProblem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDocumentTest {
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
      \\n|found nothing
      []|found a list
      5|found a single value
      null|found a single value
      {"a": 1|line 1, column 8: it ends too early
      {"a": "x|it ends too early
      {\\n  "a": 1,,\\n}|line 2, column 10: unexpected “,”
      {"a": 1,}|unexpected “}”
      {'a': 1}|unexpected “'”
      {a: 1}|line 1, column 2
      {"a": 01}|line 1, column
      {"a": +1}|line 1, column
      {"a": NaN}|a word stands there without quotation marks
      {"a": Infinity}|a word stands there without quotation marks
      {"a": canary}|a word stands there without quotation marks
      {"a": "b\\nc"}|a text has a line break
      {"a": "\\\\x"}|a backslash in a text starts nothing known
      {"a": 1} {}|Expected nothing behind the JSON object, found more at line 1, column 10
      {"a": 1} x|column
      // c\\n{}|line 1, column
      {"a": 11111111111111111111111111111111111111111}|too long
      """)
  void what_is_not_json_is_refused_with_its_place(String json, String message) {
    var exception = refusedBy(json.translateEscapes());

    assertThat(exception.problems()).hasSize(1);
    assertThat(exception.problems().get(0).pointer()).isEmpty();
    assertThat(exception).hasMessageContaining(message).hasMessageNotContaining("canary");
  }

  @Test
  void names_must_not_be_there_twice() {
    var exception = refusedBy("""
        {"a": 1, "services": [{"b": 1,
          "b": 2}], "a": 3}""");

    assertThat(exception.problems())
        .containsExactly(
            new SettingsProblem(
                "/services/0/b",
                "“b” is there twice, the second time at line 2, column 3. Remove one of them."),
            new SettingsProblem(
                "/a",
                "“a” is there twice, the second time at line 2, column 13. Remove one of them."));
  }

  @Test
  void depth_is_limited() {
    int inner = JsonDocument.MAX_DEPTH - 1;
    String deep = "{\"a\":" + "[".repeat(inner) + "]".repeat(inner) + "}";
    String deeper = "{\"a\":[" + "[".repeat(inner) + "]".repeat(inner) + "]}";

    assertThat(JsonDocument.parse(deep)).containsKey("a");
    assertThat(refusedBy(deeper)).hasMessageContaining("at most 32 levels of brackets");
    assertThat(refusedBy("{\"a\":" + "[".repeat(100_000)))
        .hasMessageContaining("at most 32 levels");
  }

  @Test
  void size_is_limited() {
    byte[] bytes = new byte[JsonDocument.MAX_BYTES + 1];
    Arrays.fill(bytes, (byte) ' ');

    var exception = catchThrowableOfType(DocumentException.class, () -> JsonDocument.parse(bytes));

    assertThat(exception).hasMessageContaining("at most 33,554,432 bytes, found 33,554,433");
  }

  @Test
  void the_number_of_values_is_limited() {
    String json = "{\"a\":[" + "[],".repeat(1_100_000) + "[]]}";

    assertThat(refusedBy(json)).hasMessageContaining("too long");
  }

  @Test
  void only_utf_8_is_read_with_or_without_a_mark() {
    byte[] latin = "{\"a\": \"ä\"}".getBytes(StandardCharsets.ISO_8859_1);
    byte[] marked = "\uFEFF{\"a\": \"中é😀\"}".getBytes(StandardCharsets.UTF_8);

    var exception = catchThrowableOfType(DocumentException.class, () -> JsonDocument.parse(latin));

    assertThat(exception).hasMessageContaining("UTF-8");
    assertThat(JsonDocument.parse(marked)).isEqualTo(Map.of("a", "中é😀"));
  }

  @Test
  void numbers_keep_their_exact_value() {
    var document = JsonDocument.parse("{\"a\": [1, 0.1, 1e2, 12345678901]}");

    assertThat(document.get("a"))
        .isEqualTo(List.of(1, new BigDecimal("0.1"), new BigDecimal("1e2"), 12345678901L));
  }

  private static DocumentException refusedBy(String json) {
    return catchThrowableOfType(
        DocumentException.class, () -> JsonDocument.parse(json.getBytes(StandardCharsets.UTF_8)));
  }
}
