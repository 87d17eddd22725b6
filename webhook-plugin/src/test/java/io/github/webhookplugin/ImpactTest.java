package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.EventType;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of real events if an edited service is saved (feature N-06, row T-12). */
class ImpactTest extends PagesFixture {
  private static final String BODY = "{`text`: `{{title}}`, `kind`: `{{type}}`}";

  @Override
  HostContext.Builder context() {
    return super.context()
        .eventType(new EventType(
            "order.lost",
            "Lost",
            NotificationEvent.of("order.lost").title("It is lost").build()));
  }

  @Test
  void N_06_the_last_events_and_a_sample_of_each_type_render_as_before_if_nothing_changed() {
    String id = saved(BODY, "");
    publish(20);

    var counts = impact(id, BODY, "").path("counts");

    assertThat(counts.toString())
        .isEqualTo("{\"events\":22,\"same\":22,\"differ\":0,\"notJson\":0,\"refused\":0}");
  }

  @Test
  void what_differs_is_shown_side_by_side_with_the_names_that_are_lost() {
    String id = saved(BODY, "");
    publish(1);

    var report = impact(id, "{`text`: `{{title}}!`}", "");

    JsonNode event = report.path("events").path(0);
    assertThat(event.path("source").asText()).isEqualTo("event");
    assertThat(event.path("before").path("body").asText())
        .isEqualTo("{\"text\": \"Order 0\", \"kind\": \"order.paid\"}");
    assertThat(event.path("after").path("body").asText()).isEqualTo("{\"text\": \"Order 0!\"}");
    assertThat(event.path("lostKeys").toString()).isEqualTo("[\"/kind\"]");
  }

  @Test
  void a_template_that_can_not_be_saved_is_tried_all_the_same() {
    String id = saved(BODY, "");
    publish(3);

    var report = impact(id, "{`text`: `{{title}}`, `kind`: {{type}} oops}", "");

    assertThat(report.path("problems").findValuesAsText("pointer")).contains("/body");
    assertThat(report.path("counts").path("notJson").asInt()).isEqualTo(5);
    assertThat(
            report.path("events").path(0).path("after").path("problems").path(0).asText())
        .startsWith("With this event the body is not valid JSON: line 1, column ");

    var quoted = impact(id, "{`text`: `{{title}}`, `kind`: `a` `b`}", "");

    assertThat(quoted.path("counts").path("notJson").asInt()).isEqualTo(5);
    assertThat(
            quoted.path("events").path(0).path("after").path("problems").path(0).asText())
        .startsWith("Not valid JSON: line 1, column ");
    assertThat(quoted.path("events").path(0).path("after").path("body").asText())
        .contains("Order 2");
  }

  @Test
  void limits_and_keywords_of_the_receiver_count() {
    String limits = ", 'limits': {'maxBytes': 60, 'keywords': ['Order']}";
    String id = saved("{`text`: `{{title}}`}", limits);
    publish(1);

    var longer = impact(id, "{`text`: `{{title}} " + "x".repeat(60) + "`}", limits);
    var without = impact(id, "{`text`: `{{type}}`}", limits);

    assertThat(longer.path("counts").path("refused").asInt()).isEqualTo(2);
    assertThat(longer.toString()).contains("the receiver takes 60");
    assertThat(without.path("events").path(0).path("after").path("problems").toString())
        .contains("keywords");
  }

  @Test
  void only_events_that_the_service_wants_are_tried() {
    String id = saved(BODY, "");
    publish(2);

    var report = impact(id, BODY, ", 'eventTypes': ['order.lost']");

    assertThat(report.path("events").findValuesAsText("type")).containsExactly("order.lost");
  }

  @Test
  void a_new_service_has_nothing_to_compare_with() {
    publish(1);

    var answer = post(
        "impact", "{'name': 'New', 'url': '%s', 'body': '%s'}".formatted("https://a.test/", BODY));

    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    var event = json(answer).path("events").path(0);
    assertThat(event.path("before").isNull()).isTrue();
    assertThat(event.path("after").path("body").asText()).contains("Order 0");
  }

  @Test
  void a_template_that_is_no_template_says_so() {
    String id = saved(BODY, "");

    var report = impact(id, "{`text`: `{{#open}}`}", "");

    assertThat(report.path("events")).isEmpty();
    assertThat(report.path("problems").findValuesAsText("pointer")).contains("/body");
  }

  @Test
  void the_editor_shows_it_in_a_sentence_and_side_by_side() {
    String id = saved(BODY, "");
    publish(1);

    var fragment = html(submit("impact", "document", document(id, "{`text`: `{{title}}!`}", "")));

    PageRules.check(fragment);
    assertThat(fragment.select("[role=status]").text())
        .isEqualTo("Of 3 events, 0 render as before, 3 differ.");
    assertThat(fragment.select("details")).hasSize(3);
    assertThat(fragment.select("#impact-0 del").text()).contains("kind");
    assertThat(fragment.select("#impact-0").text()).contains("No longer in the body: /kind");
  }

  @Test
  void hostile_events_are_text_and_secrets_are_not_shown() {
    String id = saved("{`text`: `{{title}}`}", ", 'secret': 'canary-0815'");
    publish(
        NotificationEvent.of("order.paid").title("<script>alert(1)</script>").build());

    var answer = submit(
        "impact", "document", document(id, "{`text`: `{{title}}`, `key`: `canary-0815`}", ""));

    PageRules.check(html(answer));
    assertThat(html(answer).select("script")).isEmpty();
    assertThat(text(answer)).doesNotContain("canary-0815").contains("&lt;script");
  }

  @Test
  void who_may_look_may_ask_and_it_speaks_chinese() {
    String id = saved(BODY, "");
    permissions = Set.of(AdminPermission.VIEW);
    locale = Locale.SIMPLIFIED_CHINESE;

    var answer = submit("impact", "document", document(id, BODY, ""));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(html(answer).text()).contains("共 2 个事件");
    assertThat(submit("impact", "document", "{").status()).isEqualTo(422);
    permissions = Set.of();
    assertThat(visit("POST", "impact", Map.of(), "document={}").status()).isEqualTo(403);
  }

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      publish(NotificationEvent.of("order.paid").title("Order " + i).build());
    }
  }

  private String saved(String body, String more) {
    return service("Ops", ", 'body': '" + body + "'" + more);
  }

  private JsonNode impact(String id, String body, String more) {
    var answer =
        raw("POST", "impact", Map.of("Content-Type", "application/json"), document(id, body, more));
    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    return json(answer);
  }

  private String document(String id, String body, String more) {
    return "{'id': '%s', 'name': 'Ops', 'url': '%s', 'body': '%s'%s}"
        .formatted(id, receiver.url("/in"), body, more)
        .replace('\'', '"')
        .replace("`", "\\\"");
  }
}
