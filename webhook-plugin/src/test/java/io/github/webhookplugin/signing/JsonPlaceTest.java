package io.github.webhookplugin.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPlaceTest {
  private static final String JSON =
      "{ \"a\" : {\"x\":[1, {\"ü\":\"}\\\"]\"}, -2.5e3 ],\"y/z\":null} ,\n \"b\":true, \"c\": \"end\" }";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/a        | {\"x\":[1, {\"ü\":\"}\\\"]\"}, -2.5e3 ],\"y/z\":null}",
        "/a/x      | [1, {\"ü\":\"}\\\"]\"}, -2.5e3 ]",
        "/a/x/0    | 1",
        "/a/x/1/ü  | \"}\\\"]\"",
        "/a/x/2    | -2.5e3",
        "/a/y~1z   | null",
        "/b        | true",
        "/c        | \"end\""
      })
  void finds_the_exact_text_of_a_value(String pointer, String expected) {
    assertThat(text(JSON, JsonPlace.of(pointer).value(bytes(JSON)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"/d", "/a/x/3", "/a/x/01", "/a/x/y", "/b/c", "/c/0", "/"})
  void says_which_place_is_not_there(String pointer) {
    assertThatThrownBy(() -> JsonPlace.of(pointer).value(bytes(JSON)))
        .isInstanceOf(SigningException.class)
        .hasMessageContaining(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":1,\"s\":\"x\",\"b\":2} | {\"a\":1,\"b\":2}",
        "{\"s\":\"x\", \"b\":2}        | {\"b\":2}",
        "{\"a\":1, \"s\":\"x\" }       | {\"a\":1 }",
        "{\"s\":\"x\"}                 | {}"
      })
  void takes_a_member_out_with_one_comma(String json, String rest) {
    JsonPlace.Range member = JsonPlace.of("/s").member(bytes(json));

    assertThat(json.substring(0, member.start()) + json.substring(member.end())).isEqualTo(rest);
  }

  private static String text(String json, JsonPlace.Range range) {
    byte[] bytes = bytes(json);
    return new String(bytes, range.start(), range.end() - range.start(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
