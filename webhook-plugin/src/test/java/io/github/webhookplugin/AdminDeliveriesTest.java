package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.NotificationEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deliveries}, {@code stats} and the catalogues. */
class AdminDeliveriesTest extends AdminFixture {
  @Test
  void a_delivery_is_listed_with_what_came_of_it() {
    String service = service("Ops", "");
    publish(NotificationEvent.of("order.paid").id("order-7").build());

    String id = deliveries("delivered", 1).get(0);
    JsonNode line = json(get("deliveries")).path("deliveries").get(0);

    assertThat(line.path("id").asText())
        .isEqualTo(id)
        .isEqualTo(receiver.got().get(0).id());
    assertThat(line.path("event").path("id").asText()).isEqualTo("order-7");
    assertThat(line.path("event").path("type").asText()).isEqualTo("order.paid");
    assertThat(line.path("service").path("id").asText()).isEqualTo(service);
    assertThat(line.path("service").path("name").asText()).isEqualTo("Ops");
    assertThat(line.path("tries").asInt()).isEqualTo(1);
    assertThat(line.path("createdAt").asText()).isEqualTo("2026-11-21T08:15:30.123Z");
    assertThat(line.path("endedAt").asText()).isEqualTo("2026-11-21T08:15:30.123Z");
    assertThat(line.path("status").asInt()).isEqualTo(200);
    assertThat(line.path("sentence").asText()).isEqualTo("Status 200, as expected.");
    assertThat(line.path("elapsedMillis").isIntegralNumber()).isTrue();
    assertThat(line.path("redeliveryOf").isNull()).isTrue();
    assertThat(line.path("cause").asText()).isEqualTo("event");
    assertThat(line.path("webhookId").asText()).isEqualTo(id);
    assertThat(line.has("nextTryAt")).isFalse();
  }

  @Test
  void a_delivery_that_waits_says_until_when() {
    failingOnce();

    JsonNode line = json(get("deliveries?state=waiting")).path("deliveries").get(0);

    assertThat(line.path("nextTryAt").asText()).isEqualTo("2026-11-21T08:16:30.123Z");
    assertThat(line.has("endedAt")).isFalse();
    assertThat(line.path("sentence").asText()).isEqualTo("Status 503 is not from 200 to 299.");
  }

  @Test
  void a_delivery_is_shown_with_all_its_attempts_and_its_event() {
    String id = failingOnce();
    receiver.answers(200, "fine");
    clock.forward(Duration.ofSeconds(60));
    deliveries("delivered", 1);

    JsonNode whole = json(get("deliveries/" + id));

    assertThat(whole.path("state").asText()).isEqualTo("delivered");
    assertThat(whole.path("event").path("content").path("title").asText()).isEqualTo("Say \"hi\"");
    assertThat(whole.path("attempts").findValuesAsText("number")).containsExactly("1", "2");
    assertThat(whole.path("attempts").findValuesAsText("answer")).containsExactly("busy", "fine");
    assertThat(whole.path("attempts").findValuesAsText("status")).containsExactly("503", "200");
    assertThat(whole.path("attempts").get(0).path("startedAt").asText())
        .isEqualTo("2026-11-21T08:15:30.123Z");
  }

  @Test
  void the_last_attempt_of_one_that_failed_for_good_is_shown_once() {
    service("Ops", ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    receiver.answers(500, "no");
    publish(NotificationEvent.of("a").build());

    JsonNode whole = json(get("deliveries/" + deliveries("failed", 1).get(0)));

    assertThat(whole.path("attempts").findValuesAsText("answer")).containsExactly("no");
  }

  @Test
  void what_was_skipped_has_no_attempts() {
    service("Off", ", 'enabled': false");
    publish(NotificationEvent.of("a").build());

    JsonNode whole = json(get("deliveries/" + deliveries("skipped", 1).get(0)));

    assertThat(whole.path("attempts")).isEmpty();
    assertThat(whole.path("elapsedMillis").isNull()).isTrue();
    assertThat(whole.path("sentence").asText()).isEqualTo("The service was switched off.");
  }

  @Test
  void pages_follow_each_other_without_gaps_and_repeats() {
    service("Ops", "");
    for (int i = 0; i < 7; i++) {
      publish(NotificationEvent.of("a").id("e" + i).build());
    }
    deliveries("delivered", 7);

    var seen = new ArrayList<String>();
    String cursor = "";
    int pages = 0;
    do {
      JsonNode page = json(get("deliveries?limit=3&cursor=" + cursor));
      page.path("deliveries")
          .forEach(line -> seen.add(line.path("event").path("id").asText()));
      cursor = page.path("nextCursor").asText("");
      pages++;
    } while (!cursor.isEmpty() && !cursor.equals("null"));

    assertThat(seen).containsExactly("e6", "e5", "e4", "e3", "e2", "e1", "e0");
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void filters_narrow_the_list() {
    String ops = service("Ops", "");
    service("Off", ", 'enabled': false");
    publish(NotificationEvent.of("a").id("first").build());
    clock.forward(Duration.ofMinutes(5));
    publish(NotificationEvent.of("b").build());
    deliveries("delivered", 2);

    assertThat(count("service=" + ops)).isEqualTo(2);
    assertThat(count("service=" + UUID.randomUUID())).isZero();
    assertThat(count("type=a")).isEqualTo(2);
    assertThat(count("state=skipped")).isEqualTo(2);
    assertThat(count("state=skipped,delivered")).isEqualTo(4);
    assertThat(count("state=skipped&state=delivered")).isEqualTo(4);
    assertThat(count("state=waiting&state=sending&state=failed")).isZero();
    assertThat(count("event=first")).isEqualTo(2);
    assertThat(count("event=" + publicEventId())).isEqualTo(2);
    assertThat(count("event=unknown")).isZero();
    assertThat(count("since=2026-11-21T08:20:00Z")).isEqualTo(2);
    assertThat(count("since=9999-01-01T00:00:00Z")).isZero();
    assertThat(count("until=2026-11-21T08:20:00Z")).isEqualTo(2);
    assertThat(count("until=2026-11-21T08:15:30.123Z")).as("not part of it").isZero();
    assertThat(count("since=2026-11-21T08:15:30.123Z&until=2026-11-21T08:15:30.124Z"))
        .isEqualTo(2);
    assertThat(count("since=2026-11-21T08:20:00Z&until=2026-11-21T08:10:00Z")).isZero();
    assertThat(count("since=&type=b&state=delivered&service=" + ops)).isEqualTo(1);
  }

  @Test
  void counts_between_two_moments_are_drawn_between_them() {
    service("Ops", "");
    for (int i = 0; i < 4; i++) {
      publish(NotificationEvent.of("a").build());
      clock.forward(Duration.ofMinutes(10));
    }
    deliveries("delivered", 4);

    var counts = json(
        get("deliveries/counts?bars=2&since=2026-11-21T08:20:00Z" + "&until=2026-11-21T08:40:00Z"));

    assertThat(counts.path("total").asInt()).isEqualTo(2);
    var histogram = counts.path("histogram");
    assertThat(histogram.path("since").asText()).isEqualTo("2026-11-21T08:20:00Z");
    assertThat(histogram.path("until").asText()).isEqualTo("2026-11-21T08:40:00Z");
    assertThat(histogram.path("bars").findValuesAsText("delivered")).containsExactly("1", "1");
  }

  @ParameterizedTest
  @CsvSource({
    "service=x, service",
    "state=lost, state",
    "since=yesterday, since",
    "since=+1000000000-12-31T23:59:59Z, since",
    "until=tomorrow, until",
    "limit=0, limit",
    "limit=201, limit",
    "limit=ten, limit",
    "cursor=x, cursor",
    "sevice=x, sevice",
    "type=a&type=b, type"
  })
  void a_bad_parameter_is_named(String query, String name) {
    assertProblem(get("deliveries?" + query), 400, name);
  }

  @Test
  void all_bad_parameters_are_named_at_once() {
    assertProblem(get("deliveries?limit=0&state=x&y=1"), 400, "limit", "state", "y");
  }

  @Test
  void what_has_ended_can_be_sent_again_as_a_new_delivery() {
    service("Ops", ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    receiver.answers(500, "no");
    publish(NotificationEvent.of("a").title("T").build());
    String first = deliveries("failed", 1).get(0);
    receiver.answers(200, "ok");

    var answer = call("POST", "deliveries/" + first + "/redeliver", Map.of(), "");

    String second = json(answer).path("id").asText();
    assertThat(answer.status()).as(text(answer)).isEqualTo(202);
    assertThat(answer.headers()).containsEntry("Location", "../" + second);
    assertThat(deliveries("delivered", 1)).containsExactly(second);
    assertThat(json(get("deliveries/" + second)).path("redeliveryOf").asText()).isEqualTo(first);
    assertThat(new HashSet<>(List.of(first, second))).hasSize(2);
    assertThat(receiver.got().get(1).id()).as("the id that it knows").isEqualTo(first);
    assertThat(receiver.got().get(1).body()).isEqualTo(receiver.got().get(0).body());
  }

  @Test
  void what_is_sent_again_to_a_service_that_is_off_waits_and_says_so() {
    service("Off", ", 'enabled': false");
    publish(NotificationEvent.of("a").build());

    var answer = post("deliveries/" + deliveries("skipped", 1).get(0) + "/redeliver", "");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(json(answer).path("sentence").asText()).contains("switched off");
    assertThat(deliveries("waiting", 1)).containsExactly(json(answer).path("id").asText());
  }

  @Test
  void what_waits_is_not_sent_twice() {
    var answer = post("deliveries/" + failingOnce() + "/redeliver", "{}");

    assertProblem(answer, 409);
    assertThat(json(answer).path("detail").asText()).contains("next try");
  }

  @Test
  void what_is_being_sent_is_not_sent_twice() {
    var arrived = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    receiver.answers(request -> {
      arrived.countDown();
      try {
        done.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new Receiver.Reply(200, "ok");
    });
    service("Ops", "");
    publish(NotificationEvent.of("a").build());
    await().until(() -> arrived.getCount() == 0);

    String id = deliveries("sending", 1).get(0);
    var answer = post("deliveries/" + id + "/redeliver", "");
    JsonNode line = json(get("deliveries/" + id));
    done.countDown();

    assertProblem(answer, 409);
    assertThat(line.has("nextTryAt")).isFalse();
    assertThat(line.path("elapsedMillis").isNull()).isTrue();
  }

  @Test
  void a_delivery_whose_service_was_removed_keeps_its_name_and_cannot_be_sent_again() {
    String service = service("Ops", "");
    publish(NotificationEvent.of("a").build());
    String id = deliveries("delivered", 1).get(0);
    send("DELETE", "services/" + service, "");

    JsonNode line = json(get("deliveries")).path("deliveries").get(0);
    assertThat(line.path("service").path("id").asText()).isEqualTo(service);
    assertThat(line.path("service").path("name").asText()).isEqualTo("Ops");
    assertProblem(post("deliveries/" + id + "/redeliver", ""), 409);
  }

  @Test
  void what_is_not_kept_is_not_found() {
    assertProblem(get("deliveries/" + UUID.randomUUID()), 404);
    assertProblem(get("deliveries/x"), 404);
    assertProblem(post("deliveries/" + UUID.randomUUID() + "/redeliver", ""), 404);
    assertProblem(
        call("POST", "deliveries/x/redeliver", Map.of("Content-Type", "text/plain"), "x"), 415);
  }

  @Test
  void W_90_statistics_count_what_has_ended_and_round_down() {
    String ops = service("Ops", ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    service("Off", ", 'enabled': false");
    publish(NotificationEvent.of("a").build());
    publish(NotificationEvent.of("a").build());
    deliveries("delivered", 2);
    clock.forward(Duration.ofHours(1));
    receiver.answers(500, "no");
    publish(NotificationEvent.of("a").build());
    deliveries("failed", 1);

    JsonNode stats = json(get("stats?hours=2"));
    assertThat(stats.path("since").asText()).isEqualTo("2026-11-21T08:00:00Z");
    assertThat(stats.path("pending").asInt()).isZero();
    assertThat(stats.path("total").path("delivered").asInt()).isEqualTo(2);
    assertThat(stats.path("total").path("failed").asInt()).isEqualTo(1);
    assertThat(stats.path("total").path("skipped").asInt()).isEqualTo(3);
    assertThat(stats.path("total").path("successRate").asText()).isEqualTo("66.6");
    assertThat(stats.path("total").path("meanElapsedMillis").isIntegralNumber()).isTrue();
    assertThat(stats.path("services").get(0).path("service").path("id").asText())
        .isEqualTo(ops);
    assertThat(stats.path("services").get(1).path("successRate").isNull()).isTrue();
    assertThat(stats.path("services").get(1).path("meanElapsedMillis").isNull()).isTrue();
    assertThat(stats.path("byHour").findValuesAsText("delivered")).containsExactly("2", "0");
    assertThat(stats.path("byHour").findValuesAsText("failed")).containsExactly("0", "1");
    assertThat(json(get("stats?hours=1")).path("total").path("delivered").asInt())
        .isZero();
    assertThat(json(get("stats")).path("byHour")).hasSize(24);
  }

  @Test
  void statistics_count_what_waits_and_name_what_was_removed() {
    failingOnce();
    service("Gone", ", 'enabled': false");
    publish(NotificationEvent.of("a").build());
    String gone = json(get("services")).path("services").get(1).path("id").asText();
    deliveries("skipped", 1);
    send("DELETE", "services/" + gone, "");

    JsonNode stats = json(get("stats"));
    assertThat(stats.path("pending").asInt()).isEqualTo(2);
    assertThat(stats.path("services").get(1).path("service").path("name").asText())
        .isEqualTo("Gone");
    assertThat(stats.path("services").get(1).path("skipped").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"hours=0, hours", "hours=721, hours", "range=24h, range"})
  void a_bad_parameter_of_statistics_is_named(String query, String name) {
    assertProblem(get("stats?" + query), 400, name);
  }

  @Test
  void variables_are_listed_with_their_meaning() {
    JsonNode variables = json(get("variables")).path("variables");

    assertThat(variables.findValuesAsText("name"))
        .contains("sign", "title", "subTitle", "logo", "image", "message", "time", "type", "data");
    assertThat(variables.findValuesAsText("meaning")).hasSameSizeAs(variables).doesNotContain("");
  }

  @Test
  void event_types_are_listed_with_their_example() {
    JsonNode types = json(get("event-types")).path("eventTypes");

    assertThat(types).hasSize(1);
    assertThat(types.get(0).path("type").asText()).isEqualTo("order.paid");
    assertThat(types.get(0).path("title").asText()).isEqualTo("An order was paid");
    assertThat(types.get(0).path("example").path("title").asText()).isEqualTo("Order 1 was paid");
  }

  /** A delivery that has failed once and waits for its retry. */
  private String failingOnce() {
    service("Ops", "");
    receiver.answers(503, "busy");
    publish(NotificationEvent.of("order.paid").title("Say \"hi\"").build());
    await()
        .until(() -> json(get("deliveries?state=waiting"))
                .path("deliveries")
                .path(0)
                .path("tries")
                .asInt()
            == 1);
    return deliveries("waiting", 1).get(0);
  }

  private int count(String query) {
    var answer = get("deliveries?" + query);
    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    return json(answer).path("deliveries").size();
  }

  private String publicEventId() {
    String delivery = deliveries("delivered", 2).get(0);
    return json(get("deliveries/" + delivery))
        .path("event")
        .path("content")
        .path("eventId")
        .asText();
  }
}
