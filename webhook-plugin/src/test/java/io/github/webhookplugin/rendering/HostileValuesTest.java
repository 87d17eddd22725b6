package io.github.webhookplugin.rendering;

import static io.github.webhookplugin.rendering.Samples.anEvent;
import static io.github.webhookplugin.rendering.Samples.model;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.model.RequestTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No value can break a body: what a strict parser reads back is what was put in. */
class HostileValuesTest {
  private static final int ROUNDS = 3_000;
  private final Random random = new Random(20261121);
  private final Hostile hostile = new Hostile(random);

  @Test
  void the_default_body_brings_every_value_through() {
    var template = Template.compile(Place.BODY, RequestTemplate.DEFAULT_BODY);
    for (int i = 0; i < ROUNDS; i++) {
      String title = hostile.text();
      String message = hostile.text();
      String logo = hostile.text();
      String image = hostile.text();

      JsonNode json = StrictJson.parse(template.render(
          model(anEvent().title(title).message(message).logo(logo).image(image))));

      assertThat(json.get("event").asText()).isEqualTo("task.finished");
      assertThat(json.get("title").asText()).isEqualTo(Meaning.whole(title));
      assertThat(json.get("message").asText()).isEqualTo(Meaning.whole(message));
      assertThat(json.get("timestamp").asText()).isEqualTo("2026-11-21T08:15:30.123Z");
      assertThat(json.at("/data/logo").asText()).isEqualTo(Meaning.whole(logo));
      assertThat(json.at("/data/image").asText()).isEqualTo(Meaning.whole(image));
      assertThat(json.at("/data/sign").asText()).isEqualTo("v1,c2ln");
      assertThat(json).hasSize(5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"{{title}}\"]",
        "[\"{{{title}}}\"]",
        "[{{title}}]",
        "[ {{{title}}} ]",
        "[{{json title}}]",
        "[{{#title}}{{.}}{{/title}}{{^title}}\"\"{{/title}}]",
        "[\"{{#title}}{{.}}{{/title}}\"]",
        "{\"{{title}}\": 1}",
        "{\"a\":{\"b\":[[{{title}}]]}}"
      })
  void X_13_every_shape_of_template_brings_a_text_through(String shape) {
    var template = Template.compile(Place.BODY, shape);
    for (int i = 0; i < ROUNDS; i++) {
      String title = hostile.text();

      JsonNode json = StrictJson.parse(template.render(model(anEvent().title(title))));

      while (json.isContainerNode() && !json.fieldNames().hasNext()) {
        json = json.get(0);
      }
      if (json.at("/a/b").isArray()) {
        json = json.at("/a/b/0/0");
      }
      String found = json.isObject() ? json.fieldNames().next() : json.asText();
      assertThat(found).isEqualTo(Meaning.whole(title));
    }
  }

  @Test
  void lists_and_objects_come_through_whole() {
    var template = Template.compile(
        Place.BODY,
        "{\"whole\": {{{json data}}}, \"text\": \"{{data}}\","
            + " \"items\": [{{#data.items}}{\"k\": \"{{k}}\", \"v\": {{v}}},{{/data.items}}]}");
    for (int i = 0; i < ROUNDS; i++) {
      var items = new ArrayList<Map<String, Object>>();
      for (int n = random.nextInt(4); n > 0; n--) {
        items.add(Map.of(
            "k",
            hostile.text(),
            "v",
            random.nextBoolean() ? hostile.text() : (Object) List.of(hostile.text())));
      }
      String key = hostile.text();

      var model = model(anEvent().data(Map.of("items", items, "x" + key, hostile.text())));
      JsonNode json = StrictJson.parse(template.render(model));

      assertThat(StrictJson.parse(json.get("text").asText())).isEqualTo(json.get("whole"));
      assertThat(json.get("items")).hasSize(items.size());
      assertThat(json.at("/whole/items")).isEqualTo(json.get("items"));
      assertThat(json.get("whole").has("x" + Meaning.whole(key))).isTrue();
    }
  }

  @Test
  void X_12_a_header_never_has_more_than_one_line() {
    var template = Template.compile(Place.HEADER, "x{{title}}y");
    for (int i = 0; i < ROUNDS; i++) {
      assertThat(HeaderText.checked("X", template.render(model(anEvent().title(hostile.text())))))
          .doesNotContainPattern("[\\x00-\\x08\\x0a-\\x1f\\x7f\u0085\u2028\u2029]")
          .startsWith("x")
          .endsWith("y");
    }
  }

  @Test
  void a_query_value_comes_through_and_adds_no_other() {
    var template = Template.compile(Place.QUERY, "{{title}}");
    for (int i = 0; i < ROUNDS; i++) {
      String title = hostile.text();

      String rendered = template.render(model(anEvent().title(title)));

      assertThat(rendered).matches("[A-Za-z0-9._~%-]*");
      assertThat(PercentText.decode(rendered)).isEqualTo(Meaning.whole(title));
    }
  }

  @Test
  void our_json_grammar_agrees_with_jackson() {
    int valid = 0;
    for (int i = 0; i < 20_000; i++) {
      String text =
          mutated("{\"a\": [1, -2.5e+3, true, null, \"x\\u00e9\\n\", {}], \"b\": {\"c\": \"\"}}");

      boolean ours = JsonGrammar.check(text, true).isEmpty();

      assertThat(ours).as(text).isEqualTo(StrictJson.accepts(text));
      valid += ours ? 1 : 0;
    }
    assertThat(valid).isBetween(500, 19_500);
  }

  private String mutated(String json) {
    var text = new StringBuilder(json);
    for (int n = random.nextInt(3); n >= 0; n--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, text.charAt(random.nextInt(text.length())));
        default -> text.insert(at, "{}[],:\"\\0123.eE+-tfn u/ ".charAt(random.nextInt(24)));
      }
    }
    return text.toString();
  }
}
