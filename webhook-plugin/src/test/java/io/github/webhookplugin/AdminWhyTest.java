package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.NotificationEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Why an event went where it went, over the JSON API (feature N-07). */
class AdminWhyTest extends AdminFixture {
  @Test
  void N_07_for_each_service_it_is_said_what_decided() {
    service("Types", ", 'eventTypes': ['task.*']");
    service("Condition", ", 'condition': {'field': 'data.severity', 'equals': 'high'}");
    service("Off", ", 'enabled': false");
    service("All", "");

    String id = published(NotificationEvent.of("order.paid").data("severity", "low"));
    deliveries("delivered", 1);

    JsonNode why = json(get("events/" + id + "/why"));
    assertThat(why.path("event").path("type").asText()).isEqualTo("order.paid");
    assertThat(why.path("event").path("content").path("data").path("severity").asText())
        .isEqualTo("low");
    assertThat(lines(why))
        .containsExactly(
            "Types notSent filter /eventTypes Not sent. This service wants the type task.*; the event is order.paid.",
            "Condition notSent filter /condition Not sent. The condition does not hold:"
                + " data.severity is “low”, asked for is “high”.",
            "Off skipped disabled /enabled The service was switched off.",
            "All delivered verdict null Status 200, as expected.");
    assertThat(why.path("services").get(3).path("got").asBoolean()).isTrue();
    assertThat(
            why.path("services").get(3).path("deliveries").get(0).path("state").asText())
        .isEqualTo("delivered");
  }

  @Test
  void N_07_the_settings_of_the_events_time_count_not_todays() {
    String changed = service("Changed", ", 'eventTypes': ['task.*']");
    String removed = service("Removed", ", 'eventTypes': ['task.*']");
    String id = published(NotificationEvent.of("order.paid"));

    send("PATCH", "services/" + changed, "{'eventTypes': ['order.*']}");
    assertThat(call("DELETE", "services/" + removed, Map.of(), "").status()).isEqualTo(204);
    service("Added", "");
    webhooks.stop(Duration.ofSeconds(5));
    start();

    assertThat(lines(json(get("events/" + id + "/why"))))
        .containsExactly(
            "Changed notSent filter /eventTypes Not sent. This service wants the type task.*; the event is order.paid.",
            "Removed notSent filter /eventTypes Not sent. This service wants the type task.*; the event is order.paid.",
            "Added notSent addedLater null Not sent. The service was added after the event.");
  }

  @Test
  void N_07_a_repeated_event_leads_to_the_first() {
    service("All", "");
    webhooks.publish(
        NotificationEvent.of("order.paid").id("evt-1").deduplicationKey("k").build());
    webhooks.publish(
        NotificationEvent.of("order.paid").id("evt-2").deduplicationKey("k").build());

    JsonNode why = json(get("events/evt-2/why"));

    assertThat(why.path("duplicateOf").asText()).isEqualTo("evt-1");
    assertThat(why.path("sentence").asText()).contains("evt-1", "deduplication key");
    assertThat(why.path("services")).isEmpty();
    assertThat(json(get("events/evt-1/why")).path("duplicateOf").isNull()).isTrue();
  }

  @Test
  void N_07_a_loop_a_stop_a_rate_and_a_verdict_are_told_apart() {
    String slow = service("Slow", ", 'rate': {'count': 1, 'per': 'minute'}");
    String looping = service("Looping", "");
    service("Stopped", ", 'eventTypes': ['stop', 'order.paid']");
    receiver.answers(
        request -> new Receiver.Reply(request.body().contains("stop") ? 410 : 200, ""));
    published(NotificationEvent.of("stop")
        .title("stop")
        .origin("webhook:" + looping + ",webhook:" + slow));
    await().until(() -> json(get("deliveries?state=failed")).path("deliveries").size() == 1);
    receiver.answers(request -> new Receiver.Reply(400, "no"));
    String refused = published(NotificationEvent.of("first"));
    await()
        .until(() ->
            json(get("deliveries?state=failed&type=first")).path("deliveries").size() == 2);

    String id = published(NotificationEvent.of("order.paid").origin("webhook:" + looping));

    await().until(() -> json(get("deliveries?state=waiting")).path("deliveries").size() == 1);
    assertThat(lines(json(get("events/" + id + "/why"))))
        .containsExactly(
            "Slow waiting rate /rate Not sent yet. It waits for its turn: the service gets at most 1 request a minute.",
            "Looping skipped loopGuard null Loop guard: the event came about by this service's own webhook.",
            "Stopped skipped stopped null The service is stopped."
                + " The receiver wants nothing more of this service: Status 410: gone for good.");
    assertThat(lines(json(get("events/" + refused + "/why"))).get(0))
        .startsWith("Slow failed verdict null Status 400");
  }

  @Test
  void N_07_an_event_that_nobody_has_is_not_found() {
    assertProblem(get("events/nobody/why"), 404);
  }

  @Test
  void N_07_a_dry_run_says_which_services_would_get_an_event_and_stores_nothing() {
    service("Tasks", ", 'eventTypes': ['task.*']");
    service("All", "");
    service("Off", ", 'enabled': false");

    JsonNode why = json(post("events/why", "{'event': {'eventType': 'order.paid'}}"));

    assertThat(lines(why))
        .containsExactly(
            "Tasks notSent filter /eventTypes Not sent. This service wants the type task.*; the event is order.paid.",
            "All wouldBeSent filter null It would be sent. The service wants every event.",
            "Off skipped disabled /enabled The service was switched off.");
    assertThat(why.path("event").path("title").asText()).isEqualTo("Order 1 was paid");
    assertThat(json(get("events")).path("events")).isEmpty();
    assertThat(nothingStored()).isTrue();
  }

  @Test
  void N_07_a_dry_run_takes_a_draft_and_traces_each_part_of_its_filter() {
    JsonNode draft = json(post("events/why", """
            {'event': {'eventType': 'order.paid', 'values': {'data': {'n': 3}}},
             'service': {'name': 'Draft', 'eventTypes': ['order.*'], 'condition': {'field': 'data.n', 'greater': 5}}}""")).path("draft");

    assertThat(draft.path("wants").asBoolean()).isFalse();
    assertThat(draft.path("filter").findValuesAsText("field"))
        .containsExactly("eventTypes", "condition");
    assertThat(draft.path("filter").findValuesAsText("holds")).containsExactly("true", "false");
    assertThat(draft.path("sentence").asText()).contains("data.n is 3, asked for is more than 5");
  }

  @Test
  void N_07_a_draft_that_cannot_be_is_refused_with_its_place() {
    assertProblem(
        post("events/why", "{'service': {'eventTypes': [7], 'condition': {'field': 'x'}}}"),
        422,
        "/service/eventTypes/0",
        "/service/condition/field");
    assertProblem(post("events/why", "{'service': 7}"), 422, "/service");
    assertProblem(post("events/why", "{'draft': {}}"), 422, "/draft");
  }

  @Test
  void events_are_listed_page_by_page_also_those_that_nobody_wanted() {
    service("Tasks", ", 'eventTypes': ['task.*']");
    for (String type : List.of("task.a", "order.paid", "task.b")) {
      published(NotificationEvent.of(type).id(type));
    }

    JsonNode first = json(get("events?limit=2"));
    JsonNode rest = json(get("events?limit=2&cursor=" + first.path("nextCursor").asText()));

    assertThat(first.path("events").findValuesAsText("id")).containsExactly("task.b", "order.paid");
    assertThat(first.path("events").findValuesAsText("deliveries")).containsExactly("1", "0");
    assertThat(rest.path("events").findValuesAsText("id")).containsExactly("task.a");
    assertThat(rest.path("nextCursor").isNull()).isTrue();
    assertThat(json(get("events?type=order.paid")).path("events")).hasSize(1);
    assertProblem(get("events?limit=201&since=x&colour=red"), 400, "limit", "since", "colour");
  }

  @Test
  void W_86_a_preview_counts_which_of_the_last_events_match_and_shows_some_that_do_not() {
    for (int i = 0; i < 6; i++) {
      published(
          NotificationEvent.of(i % 2 == 0 ? "task.finished" : "order.paid").data("n", i));
    }

    JsonNode preview = json(post(
        "filters/preview",
        "{'eventTypes': ['task.*'], 'condition': {'field': 'data.n', 'atLeast': 2}, 'events': 5}"));

    assertThat(preview.path("looked").asInt()).isEqualTo(5);
    assertThat(preview.path("matched").asInt()).isEqualTo(2);
    assertThat(preview.path("matching").findValuesAsText("type")).containsExactly("task.finished");
    assertThat(preview.path("notMatching").findValuesAsText("sentence"))
        .containsExactly("This service wants the type task.*; the event is order.paid.");
    assertThat(json(post("filters/preview", "{}")).path("matched").asInt()).isEqualTo(6);
    assertThat(json(post("filters/preview", "{'name': 'A', 'url': 'x', 'eventTypes': ['none']}"))
            .path("matched")
            .asInt())
        .isZero();
    assertProblem(post("filters/preview", "{'eventType': ['a']}"), 422, "/eventType");
    assertProblem(post("filters/preview", "{'events': 0}"), 422, "/events");
  }

  private String published(NotificationEvent.Builder event) {
    return webhooks.publish(event.build()).eventId();
  }

  /** Each service with what decided, in one line. */
  private static List<String> lines(JsonNode why) {
    var lines = new ArrayList<String>();
    for (JsonNode one : why.path("services")) {
      lines.add(String.join(
          " ",
          one.path("service").path("name").asText(),
          one.path("result").asText(),
          one.path("by").asText(),
          one.path("pointer").asText(),
          one.path("sentence").asText()));
    }
    return lines;
  }
}
