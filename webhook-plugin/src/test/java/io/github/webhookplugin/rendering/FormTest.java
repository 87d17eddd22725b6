package io.github.webhookplugin.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands before a name between the braces. */
class FormTest {
  @Test
  void slack_texts_have_three_characters_escaped_and_then_json() {
    assertThat(render(Place.BODY, "{\"text\":\"*{{slack x}}*\"}", "a \"b\" <@U1> & \\ c"))
        .isEqualTo("{\"text\":\"*a \\\"b\\\" &lt;@U1&gt; &amp; \\\\ c*\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "plain-._~!*'();:@&=+$?#[], plain-._~!*'();:@&=+$?#[]",
    "Order 10%, Order%2010%25",
    "say \"yes\", say%20%22yes%22",
    "Euro € 😀, Euro%20%E2%82%AC%20%F0%9F%98%80",
  })
  void headers_of_cloudevents_are_percent_encoded(String value, String header) {
    assertThat(render(Place.HEADER, "{{ce x}}", value)).isEqualTo(header);
  }

  @Test
  void line_breaks_in_headers_of_cloudevents_are_encoded_too() {
    assertThat(render(Place.HEADER, "{{ce x}}", "a\r\nb: c")).isEqualTo("a%0D%0Ab:%20c");
  }

  @Test
  void nothing_stays_nothing() {
    assertThat(Template.compile(Place.HEADER, "[{{ce x}}]")
            .render((Scope) name -> null, null)
            .toString())
        .isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource({
    "BODY, {{slack x}}, is for Slack's texts. Put it between the quotes",
    "HEADER, {{slack x}}, is for Slack's texts. Put it between the quotes",
    "BODY, '{\"a\":\"{{ce x}}\"}', is for the headers of CloudEvents. Write it without “ce” here.",
    "URL, https://a.example/{{ce x}}, is for the headers of CloudEvents.",
    "BODY, '\"{{slak x}}\"', “slak x” is not the name of a variable.",
  })
  void a_form_in_the_wrong_place_is_refused_when_it_is_saved(
      Place place, String template, String sentence) {
    assertThatThrownBy(() -> Template.compile(place, template))
        .isInstanceOfSatisfying(
            TemplateException.class,
            e -> assertThat(e.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains(sentence)));
  }

  private static String render(Place place, String template, String value) {
    Map<String, Object> values = Map.of("x", value);
    return Template.compile(place, template).render((Scope) values::get, null).toString();
  }
}
