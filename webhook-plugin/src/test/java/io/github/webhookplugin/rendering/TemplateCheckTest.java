package io.github.webhookplugin.rendering;

import static io.github.webhookplugin.rendering.Samples.aRequest;
import static io.github.webhookplugin.rendering.Samples.named;
import static io.github.webhookplugin.rendering.TemplateFinding.Severity.ERROR;
import static io.github.webhookplugin.rendering.TemplateFinding.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCheckTest {
  @Test
  void the_default_body_is_fine() {
    assertThat(TemplateCheck.check(aRequest(RequestTemplate.DEFAULT_BODY))).isEmpty();
  }

  static List<String> goodBodies() {
    return List.of(
        "{\"n\": {{data.count}}, \"all\": {{{json data}}}}",
        "[{{#data.items}}{{^first}},{{/first}}{\"name\": \"{{name}}\", \"i\": {{index}}}{{/data.items}}]",
        "[{{#data.items}}{\"name\": \"{{name}}\"},{{/data.items}}]",
        "{ {{#data.items}}\"{{name}}\": {{value}},{{/data.items}} }",
        "{\"a\": 1{{#subTitle}}, \"s\": \"{{subTitle}}\"{{/subTitle}}{{#actor}}, \"by\": \"{{name}}\"{{/actor}}}",
        "{ {{#title}}\"t\": \"{{title}}\",{{/title}} {{#message}}\"m\": \"{{message}}\",{{/message}} }",
        "{\"v\": {{#data.on}}1{{/data.on}}{{^data.on}}2{{/data.on}}}",
        "{\"l\": [{{#recipients}}{\"id\":\"{{id}}\",\"n\":\"{{name}}\"},{{/recipients}}]}",
        "{\"t\": [{{#data.tags}}{{.}},{{/data.tags}}], \"s\": \"{{#data.tags}}{{.}}, {{/data.tags}}\"}",
        "{\"deep\": [{{#data.a}}[{{#b}}[{{#c}}{{.}},{{/c}}],{{/b}}],{{/data.a}}]}",
        "{\"content\": \"{\\\"text\\\":{{json title}}}\"}",
        "{{! what we send }}\n{\n  {{! the title }}\n  \"a\": \"{{title}}\"\n}\n",
        "[{{timeMillis}}, {{timeSeconds}}, \"{{sentAt}} {{deliveryId}} {{eventId}} {{origin}}\"]",
        "\"{{title}}\"",
        "{{title}}",
        "{\"中文\": \"标题：{{title}}\"}");
  }

  @ParameterizedTest
  @MethodSource("goodBodies")
  void finds_nothing_wrong_with_a_good_body(String body) {
    assertThat(TemplateCheck.check(aRequest(body))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // found with any event
        "{'a': 1}|1|2|Not valid JSON: line 1, column 2. Expected a name in quotes, found “'”.",
        "{\"a\": 1,}|1|9|Not valid JSON: line 1, column 9. Expected a name in quotes, found “}”.",
        "{\"a\": \"{{title}}\" \"b\": 1}|1|19|Not valid JSON: line 1, column 19. Expected “,” or “}”, found “\"”.",
        "{\"a\": {{title}}x}|1|16|Not valid JSON: line 1, column 16. Expected “,” or “}”, found “x”.",
        "{\"a\": 1{{data.n}}}|1|8|Not valid JSON: line 1, column 8. Expected “,” or “}”, found “\"”.",
        "{\"a\": \"{{title}}\", \"a\": 1}|1|20|Not valid JSON: line 1, column 20. The name \"a\" is here twice.",
        "{\"a\": \"x\\y{{title}}\"}|1|9|Not valid JSON: line 1, column 9. A backslash in a text must be written as two.",
        "[01, {{title}}]|1|2|Not valid JSON: line 1, column 2. A number must not start with a zero.",
        "{\"a\": \"{{title}}\"|1|18|Not valid JSON: line 1, column 18. Expected “,” or “}”, found the end.",
        "{\"a\": \"{{title}}|1|7|Not valid JSON: line 1, column 7. The text that starts here is not closed with a quote.",
        "hello {{title}}|1|1|Not valid JSON: line 1, column 1. Expected a value, found “h”.",
        "[{{#data.x}}{{.}} {{/data.x}}]|1|13|Not valid JSON with lists of two items: line 1, column 13. Expected “,” or “]”, found “{”.",
        // found with some events only
        "{\"a\": {{#title}}1{{/title}} }|1|29|Not valid JSON when values are empty: line 1, column 29. Expected a value, found “}”.",
        "{ {{title}}: 1}|1|3|Not valid JSON when values are missing: line 1, column 3. Expected a name in quotes, found “n”.",
      })
  void says_what_is_not_json_and_where_in_the_template(
      String body, int line, int column, String message) {
    assertThat(TemplateCheck.check(aRequest(body)))
        .first()
        .isEqualTo(new TemplateFinding("/body", line, column, message, ERROR));
  }

  @Test
  void a_list_needs_commas_but_a_condition_does_not() {
    var list = "[{{#data.items}}{\"n\": \"{{n}}\"}{{/data.items}}]";
    var condition = "{ {{#data.note}}\"note\": \"{{data.note}}\"{{/data.note}} }";

    assertThat(TemplateCheck.check(aRequest(list)))
        .containsExactly(new TemplateFinding(
            "/body",
            1,
            17,
            "Not valid JSON with lists of two items: line 1, column 17. Expected “,” or “]”, found “{”.",
            ERROR));
    assertThat(TemplateCheck.check(aRequest(condition))).isEmpty();
    assertThat(TemplateCheck.check(aRequest("{ {{#data.on}}\"x\": 1{{/data.on}} }")))
        .extracting(TemplateFinding::severity)
        .containsExactly(WARNING);
  }

  @Test
  void finds_the_line_behind_sections_and_comments() {
    var body = "{\n  {{! about }}\n  \"list\": [\n    {{#data.items}}\n    {\"n\": \"{{name}}\"},\n"
        + "    {{/data.items}}\n  ]\n  \"x\" 1\n}";

    assertThat(TemplateCheck.check(aRequest(body)))
        .extracting(f -> f.line() + ":" + f.column())
        .containsExactly("8:3");
  }

  @Test
  void a_section_that_only_sometimes_leaves_json_is_found() {
    var body =
        "{ {{#title}}\"t\": 1{{/title}}{{#message}}, \"m\": 1 {{/message}}{{#data.x}} \"x\": 1{{/data.x}} }";

    assertThat(TemplateCheck.check(aRequest(body)))
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(ERROR));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{titel}}|Unknown variable {{titel}}. Did you mean {{title}}?",
        "{{subtitle}}|Unknown variable {{subtitle}}. Did you mean {{subTitle}}?",
        "{{json dta}}|Unknown variable {{json dta}}. Did you mean {{data}}?",
        "{{actor.nmae}}|Unknown variable {{actor.nmae}}. Did you mean {{actor.name}}?",
        "{{#recipients}}{{nam}}{{/recipients}}|Unknown variable {{nam}}. Did you mean {{name}}?",
        "{{#titel}}x{{/titel}}|Unknown variable {{#titel}}. Did you mean {{title}}?",
        "{{customer}}|Unknown variable {{customer}}. An event's own values are found as {{data.…}}, {{entity.…}} or {{changes.…}}.",
        "{{title.bytes}}|Unknown variable {{title.bytes}}. An event's own values are found as {{data.…}}, {{entity.…}} or {{changes.…}}.",
        "{{first}}|Unknown variable {{first}}. An event's own values are found as {{data.…}}, {{entity.…}} or {{changes.…}}.",
        "{{.}}|{{.}} stands for the item of a section, but here is no section.",
      })
  void warns_of_names_that_no_event_has(String tag, String message) {
    assertThat(TemplateCheck.check(aRequest("[\"" + tag + "\"]")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.message()).isEqualTo(message);
          assertThat(finding.severity()).isEqualTo(WARNING);
          assertThat(finding.pointer()).isEqualTo("/body");
        });
  }

  @Test
  void knows_every_variable_in_the_list() {
    for (Variable variable : Variable.ALL) {
      assertThat(TemplateCheck.check(aRequest("[\"{{" + variable.name() + "}}\"]")))
          .as(variable.name())
          .isEmpty();
    }
  }

  @Test
  void warns_of_a_value_in_json_within_a_text() {
    assertThat(TemplateCheck.check(aRequest("{\"c\": \"{\\\"text\\\":\\\"{{title}}\\\"}\"}")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.message()).contains("Write {{json title}} without");
          assertThat(finding.severity()).isEqualTo(WARNING);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|Enter the address that receives the notifications.",
        "ftp://h/|Start the address with https:// or http://.",
        "h.example/x|Start the address with https:// or http://.",
        "{{data.url}}|Start the address with https:// or http://.",
        "https://|This is not a valid address. It names no host.",
        "https://u:p@/x|This is not a valid address. It names no host.",
        "https://:80/|This is not a valid address. It names no host.",
        "https://h:0/|This is not a valid address. Its port must be 1 to 65535.",
        "https://h:65536/|This is not a valid address. Its port must be 1 to 65535.",
        "https://h:x/|This is not a valid address. Its host has a character that no host has.",
        "https://例え.jp/|This is not a valid address. Write its host in the ASCII form (xn--…).",
        "https://h/a b|This is not a valid address. Write %20 for a blank; it must be one line.",
        "https://h\\x|This is not a valid address. Write / for \\.",
        "https://h/{{> x}}|“> x” would include another template; templates here stand alone. Write its text out.",
      })
  void says_what_is_wrong_with_an_address(String url, String message) {
    assertThat(TemplateCheck.check(aRequest(url, List.of(), List.of())))
        .extracting(TemplateFinding::pointer, TemplateFinding::message)
        .containsExactly(tuple("/url", message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h",
        "https://u:p@h.example:8080/a?b=c#d",
        "https://[::1]:80/",
        "https://{{data.region}}.example:{{data.port}}/{{ type }}?t={{title}}",
        "https://h/中文/a[0]"
      })
  void finds_nothing_wrong_with_a_good_address(String url) {
    assertThat(TemplateCheck.check(aRequest(url, List.of(), List.of()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|A header has a value but no name.",
        "X Evil|“X Evil” is not a valid header name.",
        "X:Evil|“X:Evil” is not a valid header name.",
        "名|“名” is not a valid header name.",
        "X-{{type}}|“X-{{type}}” is not a valid header name. Variables work in values, not in names.",
        "Host|“Host” is set by the sender and cannot be changed.",
        "content-LENGTH|“content-LENGTH” is set by the sender and cannot be changed.",
        "Proxy-Authorization|“Proxy-Authorization” is set by the sender and cannot be changed.",
        "webhook-signature|“webhook-signature” is set by the sender and cannot be changed.",
      })
  void says_what_is_wrong_with_a_headers_name(String name, String message) {
    assertThat(headers(named("X-Ok", "1"), named(name, "v")))
        .containsExactly(TemplateFinding.error("/headers/1/name", message));
  }

  @Test
  void a_header_may_be_there_once_in_any_case() {
    assertThat(headers(named("X-A", "1"), named("x-a", "2")))
        .containsExactly(TemplateFinding.error(
            "/headers/1/name", "The header “x-a” is here twice. Keep one of them."));
  }

  @Test
  void fifty_headers_are_enough() {
    var headers = IntStream.range(0, 51).mapToObj(i -> named("X-" + i, "")).toList();

    assertThat(TemplateCheck.check(aRequest("https://h/", headers.subList(0, 50), List.of())))
        .isEmpty();
    assertThat(TemplateCheck.check(aRequest("https://h/", headers, List.of())))
        .containsExactly(
            TemplateFinding.error("/headers", "A service may have 50 headers; here are 51."));
  }

  @Test
  void checks_header_values_and_query_parameters_where_they_stand() {
    var headers = List.of(
        named("A", "{{title}}"),
        named("B", "x\r\nEvil: 1"),
        named("C", "{{#x"),
        named("D", "é".repeat(4_097)),
        named("E", "{{titel}}"),
        named("F", "title}}"));
    var query = List.of(named("q", "{{/x}}"), named(" ", "v"));

    assertThat(TemplateCheck.check(aRequest("https://h/", headers, query)))
        .extracting(f -> f.pointer() + " " + f.severity() + " " + f.column())
        .containsExactly(
            "/headers/1/value ERROR 2",
            "/headers/1/value ERROR 3",
            "/headers/2/value ERROR 1",
            "/headers/3/value ERROR 1",
            "/headers/4/value WARNING 1",
            "/headers/5/value ERROR 6",
            "/queryParams/0/value ERROR 1",
            "/queryParams/1/name ERROR 1");
  }

  @Test
  void a_value_that_is_too_long_to_encode_is_found_and_not_thrown() {
    var query = List.of(named("q", "中".repeat(8_193)), named("中".repeat(40_000), "v"));

    assertThat(TemplateCheck.check(aRequest("https://h/", List.of(), query)))
        .extracting(TemplateFinding::pointer)
        .containsExactly("/queryParams/0/value", "/queryParams/1/name");
  }

  @Test
  void an_empty_body_is_no_json() {
    assertThat(TemplateCheck.check(aRequest(" ")))
        .containsExactly(TemplateFinding.error("/body", "Enter the body. It must be JSON."));
  }

  @Test
  void a_request_without_errors_compiles() {
    for (String body : goodBodies()) {
      assertThat(ServiceTemplates.compile(Samples.aService(aRequest(body)), "1").bodyUsesSign())
          .isFalse();
    }
  }

  private static List<TemplateFinding> headers(NamedValue... headers) {
    return TemplateCheck.check(aRequest("https://h/", List.of(headers), List.of()));
  }
}
