package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PublishReceipt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event with a deduplication key is accepted once. */
class DeduplicationTest extends OpenChannel {
  @BeforeEach
  void set_up() {
    configure(service("Orders", "/orders"));
  }

  @Test
  void a_repetition_is_dropped_and_its_receipt_names_the_event_that_was_accepted() {
    PublishReceipt first = webhooks.publish(keyed("order-10477").id("evt-1").build());
    PublishReceipt second = webhooks.publish(keyed("order-10477").id("evt-2").build());
    PublishReceipt other = webhooks.publish(keyed("order-10478").build());

    assertThat(first).isEqualTo(new PublishReceipt("evt-1", 1, 0, false));
    assertThat(second).isEqualTo(new PublishReceipt("evt-1", 0, 0, true));
    assertThat(other.duplicate()).isFalse();
    assertThat(receipts(2)).allMatch(receipt -> receipt.outcome() == Outcome.DELIVERED);
    assertThat(log()).hasSize(2);
    assertThat(receiver.got()).hasSize(2);
  }

  @Test
  void an_id_that_was_given_is_the_same_for_its_repetitions() {
    PublishReceipt first = webhooks.publish(keyed("a").build());

    assertThat(webhooks.publish(keyed("a").build()).eventId()).isEqualTo(first.eventId());
  }

  @Test
  void when_the_time_of_a_key_has_passed_it_is_accepted_again() {
    webhooks.publish(keyed("a").build());
    clock.forward(Duration.ofDays(1));

    assertThat(webhooks.publish(keyed("a").build()).duplicate()).isFalse();
    got(2);
  }

  @Test
  void of_many_that_are_published_at_once_one_is_sent_and_events_without_a_key_all_are() {
    List<CompletableFuture<PublishReceipt>> keyed = IntStream.range(0, 200)
        .mapToObj(i -> webhooks.publishAsync(keyed("a").build()))
        .toList();
    List<CompletableFuture<PublishReceipt>> plain =
        IntStream.range(0, 20).mapToObj(i -> webhooks.publishAsync(anEvent())).toList();

    assertThat(keyed.stream().map(CompletableFuture::join))
        .filteredOn(receipt -> !receipt.duplicate())
        .hasSize(1);
    assertThat(plain.stream().map(CompletableFuture::join)).noneMatch(PublishReceipt::duplicate);
    assertThat(receipts(21)).hasSize(21);
    await().during(Duration.ofMillis(200)).until(() -> receiver.got().size() == 21);
  }

  @Test
  void a_skipped_event_counts_as_accepted() {
    apply(Map.of("enabled", false));
    assertThat(webhooks.publish(keyed("a").build()).skipped()).isEqualTo(1);
    apply(Map.of("enabled", true));

    assertThat(webhooks.publish(keyed("a").build()))
        .extracting(PublishReceipt::duplicate, PublishReceipt::skipped)
        .containsExactly(true, 0);
    assertThat(log()).hasSize(1);
  }

  private static NotificationEvent.Builder keyed(String key) {
    return NotificationEvent.of("order.paid").deduplicationKey(key);
  }
}
