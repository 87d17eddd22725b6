package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.model.RateLimit;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.Shaping.Batching;
import io.github.webhookplugin.model.Shaping.Digest;
import io.github.webhookplugin.model.TimeFormat;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.signing.StandardWebhooks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Several events in one request: batches (seed row W-46) and digests (feature N-05). */
class BatchTest extends ShapedEngine {
  private static final Secret SECRET = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final Shaping TENS = batches(10, Batching.DEFAULT_BODY, false);

  @Test
  void w46_ten_events_are_one_request_with_one_id_and_one_signature() throws Exception {
    configure(signed(service("sink", TENS)));

    publish(1, 10);

    Receiver.Got got = got(1).get(0);
    assertThat(titles(got)).isEqualTo(numbers(1, 10));
    assertThat(json(got).path("count").asInt()).isEqualTo(10);
    assertThat(json(got).path("events").get(3).path("timestamp").asText())
        .isEqualTo("2026-11-21T08:15:30.123Z");
    String expected = StandardWebhooks.with(SECRET)
        .sign(
            got.id(),
            Instant.ofEpochSecond(Long.parseLong(got.headers().get("webhook-timestamp"))),
            got.body().getBytes(StandardCharsets.UTF_8));
    assertThat(got.headers()).containsEntry("webhook-signature", expected);
    assertThat(receipts(10)).allMatch(receipt -> receipt.outcome() == Outcome.DELIVERED);
    assertThat(receipts).extracting(DeliveryReceipt::deliveryId).doesNotHaveDuplicates();
    assertThat(receipts.get(0).deliveryId()).isEqualTo(got.id());
    assertThat(rows()).extracting(DeliveryRow::batch).containsOnly(rows().get(0).delivery());
  }

  @Test
  void fewer_events_go_when_the_first_has_waited_long_enough_in_a_body_of_the_same_shape()
      throws Exception {
    configure(service("sink", TENS));
    publish(1, 3);
    clock.forward(WAIT);
    assertThat(titles(got(1).get(0))).isEqualTo(numbers(1, 3));

    publish("4");
    clock.forward(WAIT);

    assertThat(titles(got(2).get(1))).containsExactly("4");
  }

  @Test
  void a_batch_that_fails_is_retried_as_the_same_batch_with_the_same_id_and_bytes() {
    receiver.answers(503, "");
    configure(service("sink", TENS));
    publish(1, 10);
    untilWaiting(1);
    receiver.answers(200, "");
    publish(11, 13);

    clock.forward(INTERVAL);

    List<Receiver.Got> same = got(3).stream()
        .filter(request -> request.id().equals(receiver.got().get(0).id()))
        .toList();
    assertThat(same).hasSize(2);
    assertThat(same.get(1).body()).isEqualTo(same.get(0).body());
    assertThat(receipts(13)).filteredOn(receipt -> receipt.tries() == 2).hasSize(10);
  }

  @Test
  void a_batch_survives_a_restart_and_a_change_of_settings() throws Exception {
    receiver.answers(503, "");
    configure(service("sink", TENS));
    publish(1, 10);
    untilWaiting(1);

    stop();
    start();
    receiver.answers(200, "");
    configure(service("sink", Shaping.NONE));
    publish("11");
    clock.forward(INTERVAL);

    await().until(() -> receiver.got().size() == 3);
    Receiver.Got again = receiver.got().stream()
        .skip(1)
        .filter(request -> request.body().contains("count"))
        .findFirst()
        .orElseThrow();
    assertThat(again.id()).isEqualTo(receiver.got().get(0).id());
    assertThat(titles(again)).isEqualTo(numbers(1, 10));
    receipts(11);
  }

  @Test
  void much_at_once_becomes_full_batches_and_every_event_arrives_once() throws Exception {
    configure(service("sink", batches(25, Batching.DEFAULT_BODY, false)));

    publish(1, 260);
    clock.forward(WAIT);

    receipts(260);
    var arrived = new ArrayList<String>();
    for (Receiver.Got got : receiver.got()) {
      arrived.addAll(titles(got));
      assertThat(titles(got)).hasSizeLessThanOrEqualTo(25);
    }
    assertThat(arrived).containsExactlyInAnyOrderElementsOf(numbers(1, 260));
  }

  @Test
  void batches_of_an_ordered_service_are_in_order() throws Exception {
    receiver.answers(503, "");
    configure(service("sink", batches(7, Batching.DEFAULT_BODY, true)));
    publish(1, 40);
    untilWaiting(1);
    receiver.answers(200, "");

    clock.forward(INTERVAL);

    receipts(40);
    var arrived = new ArrayList<String>();
    for (Receiver.Got got : receiver.got().subList(1, receiver.got().size())) {
      arrived.addAll(titles(got));
    }
    assertThat(arrived).isEqualTo(numbers(1, 40));
  }

  @Test
  void what_one_event_lacks_is_not_taken_from_another() {
    String body = "{\"all\": [{{#events}}{{json data.x}},{{/events}}], \"n\": {{eventCount}},"
        + " \"of\": \"{{service.name}}\", \"none\": \"{{title}}\"}";
    configure(service("sink", batches(2, body, false)));

    publish("1");
    publish("2");

    assertThat(got(1).get(0).body())
        .isEqualTo("{\"all\": [null,null ], \"n\": 2, \"of\": \"sink\", \"none\": \"\"}");
  }

  @Test
  void when_the_service_is_deleted_all_events_of_a_batch_end() {
    receiver.answers(503, "");
    configure(service("sink", TENS));
    publish(1, 12);
    untilWaiting(1);

    configure();

    assertThat(receipts(12)).allMatch(receipt -> receipt.outcome() == Outcome.FAILED);
  }

  @Test
  void n05_a_storm_of_alerts_becomes_one_message_when_the_rate_is_used_up() throws Exception {
    var rate = new RateLimit(3, Duration.ofMinutes(1));
    var digest = new Digest(500, Digest.DEFAULT_BODY);
    configure(service("robot", new Shaping(List.of(rate), null, Batching.NONE, digest, false)));
    publish(1, 3);
    assertThat(got(3)).allMatch(request -> !request.body().contains("digest"));

    publish(4, 120);
    clock.forward(Duration.ofSeconds(61));

    JsonNode message = json(got(4).get(3));
    assertThat(message.path("event").asText()).isEqualTo("digest");
    assertThat(message.path("title").asText()).isEqualTo("117 events");
    assertThat(message.path("message").asText().lines().map(String::strip))
        .containsExactlyElementsOf(numbers(4, 120));
    receipts(120);
    publish("121");
    assertThat(got(5).get(4).body()).as("permits are enough again").contains("\"121\"");
  }

  @Test
  void n05_a_digest_that_fails_is_retried_as_it_was() {
    var rate = new RateLimit(1, Duration.ofMinutes(1));
    var digest = new Digest(500, Digest.DEFAULT_BODY);
    configure(service("robot", new Shaping(List.of(rate), null, Batching.NONE, digest, false)));
    publish("1");
    got(1);
    receiver.answers(503, "");
    publish(2, 5);
    clock.forward(Duration.ofSeconds(61));
    untilWaiting(1);
    receiver.answers(200, "");

    clock.forward(Duration.ofSeconds(61));

    assertThat(got(3).get(2).body()).isEqualTo(got(3).get(1).body()).contains("4 events");
    assertThat(got(3).get(2).id()).isEqualTo(got(3).get(1).id());
    receipts(5);
  }

  private static Shaping batches(int size, String body, boolean ordered) {
    return new Shaping(List.of(), null, new Batching(size, WAIT, body), null, ordered);
  }

  private static WebhookService signed(WebhookService service) {
    var sending = new WebhookService.Sending(
        null, null, SECRET, TimeFormat.ISO, WebhookService.Sending.DEFAULT_CONCURRENCY);
    return new WebhookService(
        service.id(),
        service.label(),
        service.enabled(),
        service.request(),
        service.check(),
        sending,
        service.shaping(),
        service.failures());
  }

  private static JsonNode json(Receiver.Got got) throws Exception {
    return new ObjectMapper().readTree(got.body());
  }

  private static List<String> titles(Receiver.Got got) throws Exception {
    return StreamSupport.stream(json(got).path("events").spliterator(), false)
        .map(event -> event.path("title").asText())
        .toList();
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
  }
}
