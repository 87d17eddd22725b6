package io.github.webhookplugin.rendering;

import static io.github.webhookplugin.rendering.Samples.anEvent;
import static io.github.webhookplugin.rendering.Samples.body;
import static io.github.webhookplugin.rendering.Samples.model;
import static io.github.webhookplugin.rendering.Samples.withData;
import static io.github.webhookplugin.rendering.Samples.withItems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.model.TimeFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  @Test
  void inserts_text_between_quotes_and_values_outside_of_them() {
    var model = withData("count", 7);

    assertThat(body("{\"a\": \"n={{data.count}}\", \"b\": {{data.count}}}", model))
        .isEqualTo("{\"a\": \"n=7\", \"b\": 7}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{data.x}}", "{{{data.x}}}", "{{&data.x}}", "{{ data.x }}"})
  void X_13_the_number_of_braces_makes_no_difference(String tag) {
    var model = withData("x", "say \"hi\"");

    assertThat(body("{\"in\":\"" + tag + "\",\"out\":" + tag + "}", model))
        .isEqualTo("{\"in\":\"say \\\"hi\\\"\",\"out\":\"say \\\"hi\\\"\"}");
  }

  @Test
  void inserts_objects_and_lists_as_json() {
    var model = withData("tree", Map.of("list", List.of(1, true, "x")));

    assertThat(body("[{{{json data.tree}}}, {{data.tree}}, \"{{data.tree}}\"]", model))
        .isEqualTo(
            "[{\"list\":[1,true,\"x\"]}, {\"list\":[1,true,\"x\"]}, \"{\\\"list\\\":[1,true,\\\"x\\\"]}\"]");
  }

  @Test
  void json_within_a_text_is_escaped_twice() {
    var model = model(anEvent().title("5\" disk"));

    assertThat(body("{\"content\": \"{\\\"text\\\":{{json title}}}\"}", model))
        .isEqualTo("{\"content\": \"{\\\"text\\\":\\\"5\\\\\\\" disk\\\"}\"}");
  }

  @Test
  void a_missing_value_is_empty_in_a_text_and_null_outside() {
    assertThat(body(
            "{\"a\":\"{{data.no}}\",\"b\":{{data.no.more}},\"c\":\"{{json data.no}}\"}",
            model(anEvent())))
        .isEqualTo("{\"a\":\"\",\"b\":null,\"c\":\"null\"}");
  }

  @Test
  void knows_every_variable_of_event_delivery_and_service() {
    var model = model(anEvent()
        .title("T")
        .actor(new Person("u1", "Ann"))
        .recipients(List.of(new Person("u2", "Bob")))
        .origin("o")
        .entity(Map.of("kind", "table"))
        .changes(Map.of("n", 1)));

    assertThat(body(
            "[\"{{type}} {{title}} {{eventId}} {{deliveryId}} {{sign}} {{origin}} {{actor.id}}"
                + " {{actor.name}} {{#recipients}}{{id}}{{name}}{{/recipients}} {{entity.kind}}"
                + " {{changes.n}} {{service.id}} {{service.name}} {{service.description}}\"]",
            model))
        .isEqualTo("[\"task.finished T evt-1 dlv-1 v1,c2ln o u1 Ann u2Bob table 1 " + Samples.ID
            + " Ops on call\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "ISO, 2026-11-21T08:15:30.123Z|2026-11-21T08:16:00.000Z",
    "EPOCH_SECONDS, 1795248930|1795248960",
    "EPOCH_MILLIS, 1795248930123|1795248960000"
  })
  void X_26_writes_times_in_the_services_format(TimeFormat format, String expected) {
    assertThat(body("[\"{{time}}|{{sentAt}}\"]", model(anEvent(), format)))
        .isEqualTo("[\"" + expected + "\"]");
  }

  @Test
  void times_as_numbers_are_always_there() {
    assertThat(body("[{{timeMillis}},{{timeSeconds}}]", model(anEvent())))
        .isEqualTo("[1795248930123,1795248930]");
  }

  @Test
  void numbers_read_as_they_were_given() {
    var numbers = List.of(
        new BigInteger("123456789012345678901234567890"), new BigDecimal("1.50"), 1e10, 0.1f, -0L);

    assertThat(body("{{json data.n}}", withData("n", numbers)))
        .isEqualTo("[123456789012345678901234567890,1.50,10000000000,0.1,0]");
  }

  @Test
  void first_and_last_and_index_help_with_commas() {
    var template = "[{{#data.items}}{{^first}}, {{/first}}{\"{{index}}\": {{.}}}{{/data.items}}]";

    assertThat(body(template, withItems("a", 2, true)))
        .isEqualTo("[{\"0\": \"a\"}, {\"1\": 2}, {\"2\": true}]");
  }

  @Test
  void an_items_own_keys_win_over_its_position() {
    var template = "[\"{{#data.items}}{{first}} {{last}} {{index}};{{/data.items}}\"]";

    assertThat(body(template, withItems(Map.of("first", "Ann", "index", "x"))))
        .isEqualTo("[\"Ann true x;\"]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void a_comma_too_many_is_forgiven(int size) {
    var template = "{\"list\":[{{#data.items}}{\"n\":\"{{.}}, ]\"},{{/data.items}}]}";

    var rendered = body(template, withItems(Collections.nCopies(size, "x,").toArray()));

    assertThat(StrictJson.parse(rendered).get("list")).hasSize(size);
  }

  @Test
  void a_list_may_hold_nothing_as_an_item() {
    var items = new ArrayList<Object>();
    items.add(null);
    items.add("x");

    assertThat(body("[{{#data.items}}{{.}},{{/data.items}}]", withData("items", items)))
        .isEqualTo("[null,\"x\" ]");
  }

  @ParameterizedTest
  @CsvSource({
    "no, false",
    "text, false",
    "list, false",
    "map, false",
    "off, false",
    "zero, true",
    "blank, true",
    "on, true",
    "full, true"
  })
  void says_what_counts_in_a_section(String key, boolean counts) {
    var model = model(anEvent()
        .data(Map.of(
            "text",
            "",
            "list",
            List.of(),
            "map",
            Map.of(),
            "off",
            false,
            "zero",
            0,
            "blank",
            " ",
            "on",
            true,
            "full",
            Map.of("a", 1))));

    assertThat(body(
            "[{{#data." + key + "}}true{{/data." + key + "}}{{^data." + key + "}}false{{/data."
                + key + "}}]",
            model))
        .isEqualTo("[" + counts + "]");
  }

  @Test
  void an_objects_section_looks_inside_first_and_then_outside() {
    assertThat(body(
            "[\"{{#actor}}{{name}} {{title}}{{/actor}}\"]",
            model(anEvent().title("T").actor(new Person("1", "Ann")))))
        .isEqualTo("[\"Ann T\"]");
  }

  @Test
  void X_14_never_reaches_into_objects() {
    var model = withData("text", "abc");

    assertThat(body(
            "[\"{{title.bytes}}{{data.text.class}}{{data.size}}{{data.clear}}{{hashCode}}\"]",
            model))
        .isEqualTo("[\"\"]");
    assertThat(body("{{data.text}}", model)).isEqualTo("\"abc\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{>file:///etc/hostname}}",
        "{{> pom.xml}}",
        "{{>*name}}",
        "{{<a}}{{/a}}",
        "{{$a}}{{/a}}",
        "{{%IMPLICIT-ITERATOR}}",
        "{{=<% %>=}}",
        "{{?a}}{{/a}}",
        "{{*a}}"
      })
  void X_14_refuses_what_templates_here_may_not_do(String tag) {
    assertThatThrownBy(() -> Template.compile(Place.BODY, "\"" + tag + "\""))
        .isInstanceOf(TemplateException.class);
  }

  @Test
  void reports_everything_that_is_wrong_at_once() {
    var template = "{\n  \"a\": \"{{ti tle}}\",\n  \"b\": \"{{> x}}\",\n  \"c\": \"\\{{title}}\",\n"
        + "  \"d\": \"{{/e}}\",\n  \"f\": [{{#g}}\n{{! no end";

    var problems = TemplateScanner.scan(Place.BODY, template).problems();

    assertThat(problems)
        .extracting(p -> p.line() + ":" + p.column())
        .containsExactly("2:9", "3:9", "4:10", "5:9", "7:1", "6:9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"{{title}\"",
        "\"{title}}\"",
        "\"{{{title}}\"",
        "\"{{title}}}\"",
        "\"{{}}\"",
        "\"{{title",
        "{{! note \"a\": \"{{title}}\"",
        "{{#a}}\"{{/a}}x\"",
        "\"{{#a}}\"{{/b}}",
        "{{/a}}",
        "{{#a}}",
        "\"\\u00{{title}}\"",
        "\"{{title()}}\"",
        "\"{{a..b}}\""
      })
  void refuses_tags_that_would_lose_text(String template) {
    assertThatThrownBy(() -> Template.compile(Place.BODY, template))
        .isInstanceOf(TemplateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"b\":{{title}}}}",
        "[{{{title}}}]",
        "\"{\\\"a\\\":{\\\"b\\\":1}}\"",
        "{\"a\":{\"b\":{\"c\":1}}}",
        "{{! a comment }}1",
        "{{!\n}}1"
      })
  void leaves_braces_of_json_alone(String template) {
    assertThat(StrictJson.parse(body(template, model(anEvent().title("t"))))).isNotNull();
  }

  @Test
  void X_14_stops_a_template_that_makes_too_much() {
    var template =
        "[{{#data.items}}{{#data.items}}{{#data.items}}1,{{/data.items}}{{/data.items}}{{/data.items}}]";

    assertThatThrownBy(
            () -> body(template, withItems(Collections.nCopies(200, "x").toArray())))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("262,144 characters");
  }

  @Test
  void X_14_stops_a_template_that_is_too_much_work() {
    var template = "{{#data.items}}".repeat(12) + "{{/data.items}}".repeat(12) + "1";

    assertThatThrownBy(
            () -> body(template, withItems(Collections.nCopies(50, "x").toArray())))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("more than 2,000,000 steps with this event");
  }

  @Test
  void stops_at_its_limits_when_it_is_compiled() {
    assertThatThrownBy(() -> Template.compile(Place.BODY, " ".repeat(65_537)))
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> Template.compile(Place.BODY, "{{title}}".repeat(2_001)))
        .hasMessageContaining("2000 tags");
    assertThatThrownBy(
            () -> Template.compile(Place.BODY, "{{#title}}".repeat(33) + "{{/title}}".repeat(33)))
        .hasMessageContaining("32 levels");
    assertThatThrownBy(
            () -> Template.compile(Place.BODY, "\"{{data" + ".a".repeat(30_000) + "}}\""))
        .hasMessageContaining("too long for the name of a variable");
  }

  @Test
  void a_template_of_nothing_but_mistakes_names_the_first_hundred() {
    assertThat(TemplateScanner.scan(Place.BODY, "\"" + "}".repeat(65_000)).problems())
        .hasSize(100);
    assertThat(TemplateScanner.scan(Place.BODY, "{{ }}".repeat(13_000)).problems())
        .hasSize(100);
  }

  @Test
  void X_14_work_that_leaves_no_text_counts_too() {
    var breaks = model(anEvent().title("\n".repeat(100_000)));
    var people = model(anEvent().recipients(Collections.nCopies(20_000, new Person("1", "Ann"))));

    assertThatThrownBy(
            () -> Template.compile(Place.HEADER, "{{title}}".repeat(900)).render(breaks))
        .hasMessageContaining("steps");
    assertThatThrownBy(() -> body("[" + "{{^recipients}}{{/recipients}}".repeat(900) + "]", people))
        .hasMessageContaining("steps");
  }

  @Test
  void takes_a_template_as_large_as_allowed() {
    var template =
        "[" + "\n\"{{#title}}x{{/title}}\",".repeat(600) + "0" + " ".repeat(45_000) + "]";

    assertThat(StrictJson.parse(body(template, model(anEvent())))).hasSize(601);
  }

  @Test
  void X_13_refuses_to_send_what_values_have_made_invalid() {
    assertThatThrownBy(() -> body(
            "[{{#title}}1{{/title}}{{message}}]", model(anEvent().title("x").message("secret"))))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("line 1, column 3")
        .hasMessageNotContaining("secret");
  }

  @Test
  void a_value_in_a_header_stays_on_its_line() {
    var model = model(anEvent().message("one\r\nEvil: 1\n\0two\tthree\u0085四\uD800"));

    assertThat(Template.compile(Place.HEADER, "m={{message}}").render(model))
        .isEqualTo("m=one Evil: 1 two\tthree 四\uFFFD");
  }

  @Test
  void values_in_urls_and_queries_are_percent_encoded() {
    var model = model(anEvent().title("a/b?c#d&e=é 😀%+\n\uD800"));
    var encoded = "a%2Fb%3Fc%23d%26e%3D%C3%A9%20%F0%9F%98%80%25%2B%0A%EF%BF%BD";

    assertThat(Template.compile(Place.URL, "https://h/x y/{{title}}").render(model))
        .isEqualTo("https://h/x y/" + encoded);
    assertThat(Template.compile(Place.QUERY, "x y/{{title}}").render(model))
        .isEqualTo("x%20y%2F" + encoded);
  }
}
