package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {
  @Test
  void the_examples_of_the_ammds_documentation_are_read() {
    var headers = read("""
        Content-Type: application/json
        Authorization: Bearer <token>
        X-Custom-Header: <value>
        """);

    assertThat(headers)
        .containsExactly(
            new NamedValue("Content-Type", "application/json", false),
            new NamedValue("Authorization", "Bearer <token>", true),
            new NamedValue("X-Custom-Header", "<value>", false));
  }

  @Test
  void blanks_empty_lines_and_colons_in_values_do_no_harm() {
    assertThat(read("\n  X-Time :  08:15:30  \r\n\r\n\tX-Empty:\rX-Url:https://a.example/\n"))
        .containsExactly(
            new NamedValue("X-Time", "08:15:30", false),
            new NamedValue("X-Empty", "", false),
            new NamedValue("X-Url", "https://a.example/", false));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
      'X-A: b'|X-A|b
      "X-A: b"|X-A|b
      ‘X-A: b’|X-A|b
      -H 'X-A: b' \\|X-A|b
      --header "X-A: b"|X-A|b
      —header ‘X-A: b’|X-A|b
      'X-A: Bearer \\[abc]'|X-A|Bearer abc
      X-A: Bearer \\[abc\\]|X-A|Bearer abc
      X-A: "b"|X-A|"b"
      X-A: [b]|X-A|[b]
      X-A: it's|X-A|it's
      -H: b|-H|b
      """)
  void what_a_shell_needs_around_a_header_is_left_out(String line, String name, String value) {
    assertThat(read(line)).containsExactly(new NamedValue(name, value, false));
  }

  private static List<NamedValue> read(String text) {
    var document =
        Map.<String, Object>of("name", "A", "url", "https://a.example/", "headers", text);
    return only(accepted(READER.addService(document, Settings.INITIAL)))
        .request()
        .headers();
  }
}
