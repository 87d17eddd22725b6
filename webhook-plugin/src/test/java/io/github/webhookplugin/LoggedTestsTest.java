package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.NotificationEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests stand in the delivery log, and disturb nothing there (design of the admin pages, 7.5). */
class LoggedTestsTest extends PagesFixture {
  @Test
  void a_test_is_a_line_of_the_log_that_says_so() {
    String service = service("Ops", "");
    receiver.answers(503, "busy");

    JsonNode test = json(post("services/" + service + "/test", ""));

    String id = test.path("delivery").asText();
    assertThat(id).as("the id that was sent").isEqualTo(receiver.got().get(0).id());
    JsonNode line = json(get("deliveries")).path("deliveries").get(0);
    assertThat(line.path("id").asText()).isEqualTo(id);
    assertThat(line.path("cause").asText()).isEqualTo("test");
    assertThat(line.path("state").asText()).isEqualTo("failed");
    assertThat(line.path("service").path("name").asText()).isEqualTo("Ops");
    JsonNode whole = json(get("deliveries/" + id));
    assertThat(whole.path("attempts").findValuesAsText("answer")).containsExactly("busy");
    assertThat(whole.path("requestBody").asText())
        .isEqualTo(receiver.got().get(0).body());
    assertThat(whole.path("event").path("content").path("title").asText())
        .isEqualTo("Test of this webhook");
  }

  @Test
  void a_test_is_in_no_statistics_no_state_no_list_of_events_and_no_redelivery() {
    String service = service("Ops", "");
    receiver.answers(503, "busy");
    String id = json(post("services/" + service + "/test", "")).path("delivery").asText();

    assertThat(json(get("stats")).path("total").path("failed").asInt()).isZero();
    assertThat(
            json(get("services/" + service)).path("status").path("lastDelivery").isNull())
        .isTrue();
    assertThat(json(get("services/" + service)).path("status").path("state").asText())
        .isEqualTo("active");
    assertThat(json(get("events")).path("events")).isEmpty();
    assertThat(json(get("deliveries?state=failed")).path("deliveries")).isEmpty();
    assertThat(json(get("deliveries/counts")).path("failed").asInt()).isZero();
    assertThat(json(post("redeliveries", "{'filter': {}, 'dryRun': true}"))
            .path("matching")
            .asInt())
        .isZero();
    assertProblem(
        post("redeliveries", "{'filter': {'deliveries': ['" + id + "']}}"),
        422,
        "/filter/deliveries/0");
    assertProblem(post("deliveries/" + id + "/redeliver", ""), 409);
  }

  @Test
  void what_was_sent_is_kept_without_the_services_secrets() {
    String service = service(
        "Ops",
        ", 'body': '{`key`: `{{sign}}`}', 'secret': 'a-secret-of-mine', 'signature': 'plain-token'");
    String id = json(post("services/" + service + "/test", "")).path("delivery").asText();

    assertThat(text(get("deliveries/" + id))).doesNotContain("a-secret-of-mine");
  }

  @Test
  void a_service_that_is_not_saved_has_no_line_in_the_log() {
    JsonNode test =
        json(post("test", "{'name': 'New', 'url': '%s'}".formatted(receiver.url("/in"))));

    assertThat(test.path("passed").asBoolean()).isTrue();
    assertThat(test.path("delivery").isNull()).isTrue();
    assertThat(json(get("deliveries")).path("deliveries")).isEmpty();
  }

  @Test
  void the_page_shows_a_test_with_its_badge_and_offers_nothing_to_send_again() {
    String service = service("Ops", "");
    publish(NotificationEvent.of("order.paid").title("Real").build());
    deliveries("delivered", 1);
    String id = json(post("services/" + service + "/test", "")).path("delivery").asText();

    var page = page("deliveries");
    var row = page.select("[data-delivery=" + id + "]");
    PageRules.check(page);
    assertThat(row.text()).contains("Test of this webhook").contains("test");
    assertThat(row.select("input, [id^=rd-]")).isEmpty();
    assertThat(page.select("[name=sel]")).as("the real one").hasSize(1);

    var drawer = html(visit("GET", "deliveries/" + id, Map.of("HX-Request", "true"), ""));
    assertThat(drawer.select("#delivery-redeliver, #delivery-why")).isEmpty();
    assertThat(drawer.select(".badge").eachText()).containsExactly("Delivered", "test");
  }
}
