package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.NotificationEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sending many past deliveries again, in the background. */
class AdminRedeliveriesTest extends AdminFixture {
  private static final String ONCE = ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}";
  private static final Duration BOUND = Duration.ofSeconds(5);

  @Test
  void all_that_failed_are_sent_again_no_faster_than_the_rate() {
    service("Ops", ONCE);
    failed(30);
    receiver.answers(200, "ok");

    AdminResponse answer = post("redeliveries", "{'filter': {}, 'rate': 10}");

    String job = json(answer).path("id").asText();
    assertThat(answer.status()).as(text(answer)).isEqualTo(202);
    assertThat(answer.headers()).containsEntry("Location", "redeliveries/" + job);
    assertThat(json(answer).path("matching").asInt()).isEqualTo(30);
    assertThat(json(answer).path("receiver").asText()).contains("id that it saw before");
    awaitQueued(job, 1);
    clock.forward(Duration.ofSeconds(1));
    awaitQueued(job, 11);
    clock.forward(Duration.ofSeconds(1));
    awaitQueued(job, 21);
    clock.forward(Duration.ofSeconds(1));
    await().until(() -> show(job).path("state").asText().equals("done"));
    assertThat(show(job).path("queued").asInt()).isEqualTo(30);
    deliveries("delivered", 30);
    assertThat(requests().values()).as("each twice").containsOnly(2L);
    assertThat(json(get("redeliveries")).path("redeliveries")).hasSize(1);
  }

  @Test
  void a_job_goes_on_after_a_restart_and_sends_nothing_twice() {
    service("Ops", ONCE);
    failed(30);
    receiver.answers(200, "ok");
    String job =
        json(post("redeliveries", "{'filter': {}, 'rate': 10}")).path("id").asText();
    clock.forward(Duration.ofSeconds(1));
    await().until(() -> show(job).path("queued").asInt() >= 5);

    webhooks.stop(BOUND);
    start();

    assertThat(show(job).path("state").asText()).isEqualTo("running");
    finish(job);
    assertThat(show(job).path("queued").asInt()).isEqualTo(30);
    deliveries("delivered", 30);
    assertThat(requests().values()).as("each twice").containsOnly(2L);
  }

  @Test
  void its_own_offspring_is_not_sent_again() {
    service("Ops", ONCE);
    failed(5);

    // slow enough that the first ones have failed again before the last ones are taken
    String job = run("{'filter': {'states': ['failed', 'delivered', 'skipped']}, 'rate': 10}");

    assertThat(show(job).path("queued").asInt()).isEqualTo(5);
    deliveries("failed", 10);
    assertThat(receiver.got()).hasSize(10);
  }

  @Test
  void the_same_bodies_go_again_although_the_template_was_changed() {
    String service = service("Ops", ONCE);
    failed(3);
    receiver.answers(200, "ok");
    send("PATCH", "services/" + service, "{'body': '{ `other`: `{{title}}` }'}");

    run("{'filter': {}, 'rate': 1000, 'body': 'same'}");

    deliveries("delivered", 3);
    Map<String, List<Receiver.Got>> byId =
        receiver.got().stream().collect(Collectors.groupingBy(Receiver.Got::id));
    assertThat(byId.values())
        .hasSize(3)
        .allSatisfy(two -> assertThat(two.get(1).body()).isEqualTo(two.get(0).body()));
  }

  @Test
  void what_cannot_be_sent_again_is_counted() {
    String gone = service("Gone", ONCE);
    service("Off", ", 'enabled': false");
    failed(2);
    send("DELETE", "services/" + gone, "");

    String job = run("{'filter': {'states': ['failed', 'skipped']}, 'body': 'same'}");

    assertThat(show(job).path("matching").asInt()).isEqualTo(4);
    assertThat(show(job).path("queued").asInt()).isZero();
    assertThat(show(job).path("notPossible").path("serviceGone").asInt()).isEqualTo(2);
    assertThat(show(job).path("notPossible").path("contentGone").asInt()).isEqualTo(2);
  }

  @Test
  void single_ones_are_picked() {
    service("Ops", ONCE);
    failed(3);
    List<String> ids = deliveries("failed", 3);
    receiver.answers(200, "ok");

    String job = run(
        "{'filter': {'deliveries': ['%s', '%s']}, 'id': 'new'}".formatted(ids.get(0), ids.get(2)));

    assertThat(show(job).path("request").path("filter").path("deliveries")).hasSize(2);
    assertThat(json(get("deliveries?state=delivered")).path("deliveries"))
        .extracting(line -> line.path("redeliveryOf").asText())
        .containsExactlyInAnyOrder(ids.get(0), ids.get(2));
    assertThat(receiver.got()).extracting(Receiver.Got::id).doesNotHaveDuplicates();
  }

  @Test
  void a_filter_chooses_by_service_type_event_and_time() {
    String ops = service("Ops", ONCE);
    service("Other", ONCE);
    receiver.answers(500, "no");
    publish(NotificationEvent.of("a").id("first").build());
    clock.forward(Duration.ofMinutes(1));
    publish(NotificationEvent.of("b").build());
    deliveries("failed", 4);

    assertThat(matching("'service': '" + ops + "'")).isEqualTo(2);
    assertThat(matching("'type': 'a'")).isEqualTo(2);
    assertThat(matching("'event': 'first', 'service': '" + ops + "'")).isEqualTo(1);
    assertThat(matching("'since': '2026-11-21T08:16:00Z'")).isEqualTo(2);
    assertThat(matching("'until': '2026-11-21T08:16:00Z', 'type': 'b'")).isZero();
    assertThat(matching("'states': ['delivered']")).isZero();
    assertThat(json(get("redeliveries")).path("redeliveries"))
        .as("only counted")
        .isEmpty();
  }

  @Test
  void a_job_is_cancelled_and_what_is_under_way_stays() {
    service("Ops", ONCE);
    failed(5);
    String job =
        json(post("redeliveries", "{'filter': {}, 'rate': 1}")).path("id").asText();
    awaitQueued(job, 1);

    AdminResponse answer = send("DELETE", "redeliveries/" + job, "");

    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    assertThat(json(answer).path("state").asText()).isEqualTo("cancelled");
    assertThat(json(answer).path("cancelledBy").asText()).isEqualTo("ann");
    clock.forward(Duration.ofMinutes(1));
    assertProblem(send("DELETE", "redeliveries/" + job, ""), 409);
    deliveries("failed", 6);
    assertThat(show(job).path("queued").asInt()).isEqualTo(1);
    await().until(() -> threads() == 0);
  }

  @Test
  void its_thread_is_there_only_while_a_job_runs() {
    service("Ops", ONCE);
    failed(3);
    assertThat(threads()).isZero();
    json(post("redeliveries", "{'filter': {}, 'rate': 1}"));
    await().until(() -> threads() == 1);

    webhooks.stop(BOUND);

    assertThat(threads()).isZero();
    start();
    await().until(() -> threads() == 1);
    finish(json(get("redeliveries")).path("redeliveries").get(0).path("id").asText());
    await().until(() -> threads() == 0);
  }

  @Test
  void what_is_wrong_is_refused_all_at_once() {
    String service = service("Ops", ONCE);
    assertProblem(post("redeliveries", "{}"), 422, "/filter");
    assertProblem(
        post(
            "redeliveries",
            "{'filter': {'service': 'x', 'states': ['lost'], 'x': 1}, 'rate': 0, 'body': 'old',"
                + " 'id': 'other', 'dryRun': 'yes'}"),
        422,
        "/filter/service",
        "/filter/states/0",
        "/filter/x",
        "/rate",
        "/body",
        "/id",
        "/dryRun");
    assertProblem(post("redeliveries", "{'filter': {}, 'rate': 1001}"), 422, "/rate");
    assertProblem(
        post(
            "redeliveries",
            "{'filter': {'deliveries': ['" + UUID.randomUUID() + "'], 'service': '" + service
                + "'}}"),
        422,
        "/filter/deliveries/0",
        "/filter/service");
    assertProblem(post("redeliveries", "{'filter': {}}"), 409);
    assertProblem(get("redeliveries/" + UUID.randomUUID()), 404);
    assertProblem(send("DELETE", "redeliveries/x", ""), 404);
    assertProblem(call("POST", "redeliveries", Map.of(), "{}"), 415);
  }

  /** Publishes events that fail for good. */
  private void failed(int count) {
    receiver.answers(500, "no");
    int before =
        json(get("deliveries?state=failed&limit=200")).path("deliveries").size();
    int open = 0;
    for (JsonNode service : json(get("services")).path("services")) {
      open += service.path("enabled").asBoolean() ? 1 : 0;
    }
    for (int i = 0; i < count; i++) {
      publish(NotificationEvent.of("a").title("T" + i).build());
    }
    int all = before + count * open;
    await()
        .until(() ->
            json(get("deliveries?state=failed&limit=200")).path("deliveries").size() == all);
  }

  private String run(String request) {
    AdminResponse answer = post("redeliveries", request);
    assertThat(answer.status()).as(text(answer)).isEqualTo(202);
    String job = json(answer).path("id").asText();
    finish(job);
    await()
        .until(() ->
            json(get("deliveries?state=sending,waiting")).path("deliveries").isEmpty());
    return job;
  }

  private void finish(String job) {
    await().until(() -> {
      clock.forward(Duration.ofMillis(100));
      return show(job).path("state").asText().equals("done");
    });
  }

  private void awaitQueued(String job, int count) {
    await().until(() -> show(job).path("queued").asInt() >= count);
    // the next one would come within the worker's longest wait, if the rate let it
    await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(5))
        .until(() -> show(job).path("queued").asInt() == count);
  }

  private int matching(String filter) {
    AdminResponse answer = post("redeliveries", "{'filter': {" + filter + "}, 'dryRun': true}");
    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    return json(answer).path("matching").asInt();
  }

  private JsonNode show(String job) {
    return json(get("redeliveries/" + job));
  }

  private Map<String, Long> requests() {
    return receiver.got().stream()
        .collect(Collectors.groupingBy(Receiver.Got::id, Collectors.counting()));
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("webhook-redelivery"))
        .count();
  }
}
