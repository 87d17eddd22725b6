package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryListener;
import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.Health;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.ServiceNotice;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the host's listeners are told, and what they can break: nothing. */
class ListenerTest extends OpenChannel {
  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("a listener's bug"),
        new AssertionError("a listener's failed assertion"),
        new StackOverflowError("a listener's endless recursion"),
        new IOException("a checked exception, as other JVM languages throw it"));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void a_listener_that_throws_is_called_again_and_the_next_one_is_called_too(Throwable thrown) {
    var calls = new CopyOnWriteArrayList<String>();
    startWith(
        receipt -> {
          calls.add(receipt.deliveryId());
          ListenerTest.<RuntimeException>sneak(thrown);
        },
        receipts::add);
    configure(service("Orders", "/orders"));

    webhooks.publish(anEvent());
    receipts(1);
    webhooks.publish(anEvent());

    assertThat(receipts(2))
        .extracting(DeliveryReceipt::deliveryId)
        .containsExactlyElementsOf(calls);
    assertThat(count(State.DELIVERED)).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void a_listener_that_throws_on_a_notice_gets_the_receipts_all_the_same(Throwable thrown) {
    startWith(new DeliveryListener() {
      @Override
      public void ended(DeliveryReceipt receipt) {
        receipts.add(receipt);
      }

      @Override
      public void noticed(ServiceNotice notice) {
        ListenerTest.<RuntimeException>sneak(thrown);
      }
    });
    apply(Map.of("retryCount", 0));
    configure(service("Orders", "/orders"));
    receiver.answers(503, "busy");

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(DeliveryReceipt.Outcome.FAILED);
    assertThat(webhooks.health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void a_listener_that_blocks_holds_up_its_receipts_and_nothing_else() {
    var gate = new CountDownLatch(1);
    startWith(receipt -> {
      pass(gate);
      receipts.add(receipt);
    });
    configure(service("Orders", "/orders"));

    for (int i = 0; i < 50; i++) {
      webhooks.publish(anEvent());
    }

    await().until(() -> count(State.DELIVERED) == 50);
    assertThat(receipts).isEmpty();
    gate.countDown();
    assertThat(receipts(50)).extracting(DeliveryReceipt::deliveryId).doesNotHaveDuplicates();
  }

  @Test
  void a_listener_that_blocks_does_not_keep_the_channel_from_stopping_in_time() {
    var gate = new CountDownLatch(1);
    startWith(receipt -> pass(gate));
    configure(service("Orders", "/orders"));
    webhooks.publish(anEvent());
    await().until(() -> count(State.DELIVERED) == 1);

    long before = System.nanoTime();
    webhooks.stop(Duration.ofSeconds(3));

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    assertThat(StopAndRestartTest.threadsOfOurs()).isEmpty();
  }

  @Test
  void the_log_shows_the_end_already_when_the_receipt_comes() {
    var states = new CopyOnWriteArrayList<State>();
    startWith(receipt -> {
      states.addAll(log().stream().map(DeliveryRow::state).toList());
      receipts.add(receipt);
    });
    configure(service("Good", "/good"));

    webhooks.publish(anEvent());
    receipts(1);
    change("Good", "enabled", false);
    webhooks.publish(anEvent());
    receipts(2);

    assertThat(states).containsExactly(State.DELIVERED, State.SKIPPED, State.DELIVERED);
  }

  @Test
  void receipts_come_in_the_order_of_the_ends() {
    configure(service("Orders", "/orders", "concurrency", 1));

    for (int i = 0; i < 200; i++) {
      webhooks.publish(anEvent());
    }

    List<String> order = receipts(200).stream().map(DeliveryReceipt::deliveryId).toList();
    assertThat(receiver.got()).extracting(Receiver.Got::id).containsExactlyElementsOf(order);
  }

  @Test
  void every_listener_is_told_on_the_same_thread_in_the_order_they_were_added() {
    var told = new CopyOnWriteArrayList<String>();
    startWith(
        receipt -> told.add("first on " + Thread.currentThread().getName()),
        receipt -> told.add("second on " + Thread.currentThread().getName()),
        receipts::add);
    configure(service("Orders", "/orders"));

    webhooks.publish(anEvent());

    receipts(1);
    assertThat(told).containsExactly("first on webhook-receipts-1", "second on webhook-receipts-1");
  }

  @Test
  void what_was_not_told_yet_is_told_before_the_channel_has_stopped() {
    configure(service("Orders", "/orders"));
    for (int i = 0; i < 20; i++) {
      webhooks.publish(anEvent());
    }
    await().until(() -> count(State.DELIVERED) == 20);

    webhooks.stop(BOUND);

    assertThat(receipts).hasSize(20);
  }

  private void startWith(DeliveryListener... listeners) {
    webhooks.stop(BOUND);
    var context = HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .clock(clock);
    for (DeliveryListener listener : listeners) {
      context.listener(listener);
    }
    webhooks = WebhookRuntime.open(context.build());
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
