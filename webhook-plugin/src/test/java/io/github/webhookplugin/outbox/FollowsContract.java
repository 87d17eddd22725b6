package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.outbox.Follows.Follow;
import io.github.webhookplugin.outbox.Lineage.Cause;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the end of a delivery leads to, as the store keeps it. */
abstract class FollowsContract extends RecipientContract {
  @Test
  void the_fallback_has_the_same_event_and_knows_whom_it_stands_in_for() {
    named(1, "First");
    long event = accept(Hold.LEASED);
    long fallback = outbox.keys().block(1);
    settle(failed(event, fallback(fallback, 2, event, event + 1, 1)));

    List<Claimed> claimed = claim(2, 10);

    assertThat(claimed).hasSize(1);
    assertThat(claimed.get(0).queued())
        .isEqualTo(new QueuedDelivery(
            fallback, event, 2, 0, 0, new Lineage(Cause.FALLBACK, event + 1, 1, 0), 0));
    assertThat(text(claimed.get(0).event())).isEqualTo("{\"n\":1}");
    assertThat(claimed.get(0).ancestry()).isEqualTo(new Ancestry(List.of(1), "First"));
  }

  @Test
  void a_fallback_of_a_fallback_knows_all_before_it_also_when_it_is_sent_again() {
    named(1, "First");
    long event = accept(Hold.LEASED);
    long second = outbox.keys().block(3);
    settle(failed(event, fallback(second, 2, event, event + 1, 1)));
    Claimed atSecond = claim(2, 1).get(0);
    settle(failed(atSecond.queued(), fallback(second + 1, 3, event, second, 2)));
    Claimed atThird = claim(3, 1).get(0);
    assertThat(atThird.ancestry()).isEqualTo(new Ancestry(List.of(1, 2), "First"));

    settle(failed(atThird.queued(), Follows.NONE));
    redeliver(second + 1, second + 2);

    assertThat(claim(3, 1).get(0).ancestry().services()).containsExactly(1, 2);
  }

  @Test
  void it_knows_so_even_if_it_is_taken_up_in_the_transaction_that_made_it() {
    named(1, "First");
    long event = accept(Hold.LEASED);
    long fallback = outbox.keys().block(1);

    List<Claimed> claimed = outbox.transaction(() -> {
      outbox.settle(List.of(failed(event, fallback(fallback, 2, event, event + 1, 1))));
      return outbox.claim(2, clock.millis() + LEASE, 1);
    });

    assertThat(claimed.get(0).ancestry().first()).isEqualTo("First");
    assertThat(log.find(event + 1)).isPresent();
  }

  @Test
  void a_host_s_own_event_comes_from_nowhere_and_so_does_its_redelivery() {
    long event = accept(Hold.FREE);
    assertThat(claim(1).get(0).ancestry()).isEqualTo(Ancestry.NONE);
    settle(failed(event));

    redeliver(event + 1, outbox.keys().block(1));

    assertThat(claim(1).get(0).ancestry()).isEqualTo(Ancestry.NONE);
  }

  @Test
  void nothing_follows_on_an_end_that_another_node_has_taken_over() {
    long event = accept(Hold.LEASED);
    takenOverByAnother(event + 1);

    assertThat(settle(failed(event, fallback(outbox.keys().block(1), 2, event, event + 1, 1))))
        .isEmpty();

    assertThat(claim(2, 10)).isEmpty();
  }

  @Test
  void what_is_skipped_on_the_way_is_logged() {
    long event = accept(Hold.LEASED);
    long skipped = outbox.keys().block(1);
    var delivery = new NewDelivery(
        skipped,
        2,
        Hold.SKIPPED,
        "The service was switched off.",
        0,
        false,
        new Lineage(Cause.FALLBACK, event + 1, 1, 0));
    settle(failed(event, new Follows(List.of(new Follow(event, delivery)), List.of())));

    DeliveryRow row = log.find(skipped).orElseThrow();
    assertThat(row.state()).isEqualTo(DeliveryRow.State.SKIPPED);
    assertThat(row.cause()).isEqualTo(Cause.FALLBACK);
    assertThat(row.origin()).isEqualTo(event + 1);
    assertThat(row.type()).isEqualTo("order.paid");
  }

  @Test
  void an_event_that_tells_of_the_end_is_stored_with_it() {
    long event = accept(Hold.LEASED);
    long key = outbox.keys().block(2);
    var lineage = new Lineage(Cause.FOLLOW_UP, event + 1, 1, 0);
    var told = new NewEvent(
        key,
        null,
        "webhook.delivery.failed",
        clock.millis(),
        bytes("{\"n\":2}"),
        List.of(new NewDelivery(key + 1, 4, Hold.FREE, "", 0, false, lineage)));
    settle(failed(event, new Follows(List.of(), List.of(told))));

    Claimed claimed = claim(4, 1).get(0);
    assertThat(claimed.type()).isEqualTo("webhook.delivery.failed");
    assertThat(claimed.queued().lineage()).isEqualTo(lineage);
    assertThat(claimed.ancestry()).as("it is no fallback").isEqualTo(Ancestry.NONE);
  }

  @Test
  void a_delivery_whose_end_is_stored_twice_is_told_of_without_an_error() {
    long event = accept(Hold.LEASED);
    long key = outbox.keys().block(2);
    var lineage = new Lineage(Cause.FOLLOW_UP, event + 1, 1, 0);
    var delivery = new NewDelivery(key + 1, 4, Hold.FREE, "", 0, false, lineage);
    var told = new NewEvent(
        key, null, "webhook.delivery.delivered", clock.millis(), bytes("{}"), List.of(delivery));
    var end = ((Settlement.Ended) delivered(event)).with(new Follows(List.of(), List.of(told)));

    settle(end);
    settle(end);

    assertThat(claim(4, 10)).hasSize(1);
  }

  private List<Claimed> claim(int service, int limit) {
    return outbox.transaction(() -> outbox.claim(service, clock.millis() + LEASE, limit));
  }

  private Settlement failed(long event, Follows follows) {
    return failed(queued(event), follows);
  }

  private Settlement failed(QueuedDelivery queued, Follows follows) {
    return new Settlement.Ended(
            queued, Result.FAILED, 1, clock.millis(), attempt(1, 404), "Status 404 is not 200.")
        .with(follows);
  }

  private static Follows fallback(long delivery, int service, long event, long origin, int depth) {
    var lineage = new Lineage(Cause.FALLBACK, origin, depth, 0);
    return new Follows(
        List.of(new Follow(
            event, new NewDelivery(delivery, service, Hold.FREE, "", 0, false, lineage))),
        List.of());
  }

  private void named(int number, String name) {
    var change = new SettingsChange(
        0, Map.of(), Map.of("00000000-0000-0000-0000-00000000000" + number, name), "test");
    outbox.transaction(() -> outbox.saveSettings(change));
  }
}
