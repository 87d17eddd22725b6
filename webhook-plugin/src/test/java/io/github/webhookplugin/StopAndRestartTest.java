package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stopping while much is under way, and what comes of it after the next start. */
class StopAndRestartTest extends OpenChannel {
  private static final Duration SHORT = Duration.ofSeconds(2);

  @Test
  void stopping_while_receivers_hang_ends_within_the_bound_and_leaves_no_thread() {
    hang();
    configure(service("Hanging", "/hang", "timeout", 60));
    publish(30);
    got(8);

    long before = System.nanoTime();
    webhooks.stop(SHORT);

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SHORT);
    assertThat(threadsOfOurs()).isEmpty();
  }

  @Test
  void what_was_aborted_or_waiting_arrives_after_a_restart_with_its_id_and_all_its_tries() {
    apply(Map.of("retryCount", 0));
    hang();
    configure(service("Hanging", "/hang", "timeout", 60));
    publish(30);
    Set<String> aborted = ids(got(8));

    webhooks.stop(SHORT);
    assertThat(receipts).isEmpty();
    receiver.answers(200, "ok");
    start();

    assertThat(receipts(30)).allSatisfy(receipt -> {
      assertThat(receipt.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(receipt.tries()).as("an aborted try does not count").isEqualTo(1);
    });
    assertThat(receiver.got()).hasSize(38);
    assertThat(ids(receiver.got())).hasSize(30).containsAll(aborted);
  }

  @Test
  void a_retry_keeps_its_tries_over_a_restart_while_it_is_in_flight() {
    configure(service("Orders", "/orders", "timeout", 60));
    receiver.answers(503, "busy");
    webhooks.publish(anEvent());
    waitingAfter(1);
    hang();
    clock.forward(INTERVAL);
    got(2);

    webhooks.stop(SHORT);
    receiver.answers(200, "ok");
    start();

    assertThat(receipt().tries()).isEqualTo(2);
    assertThat(got(3)).extracting(Receiver.Got::id).containsOnly(receipt().deliveryId());
    assertThat(got(3)).extracting(Receiver.Got::body).containsOnly(got().body());
  }

  @Test
  void what_answers_within_the_first_half_of_the_bound_counts() {
    configure(service("Orders", "/orders"));
    var arrived = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      arrived.countDown();
      pass(gate);
      return new Receiver.Reply(200, "ok");
    });
    webhooks.publish(anEvent());
    pass(arrived);
    var stopping = new Thread(() -> webhooks.stop(Duration.ofSeconds(20)));
    stopping.start();
    await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);

    gate.countDown();

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    await().until(() -> !stopping.isAlive());
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void publishing_after_the_stop_fails_as_closed() {
    webhooks.stop(SHORT);

    assertThatThrownBy(() -> webhooks.publish(anEvent()))
        .isInstanceOfSatisfying(
            PublishException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.CLOSED));
  }

  @Test
  void stopping_again_does_nothing() {
    webhooks.stop(SHORT);
    webhooks.stop(SHORT);

    assertThat(threadsOfOurs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 400})
  void an_event_that_races_with_the_stop_is_either_accepted_and_delivered_or_refused_and_never_sent(
      int acceptedBefore) throws Exception {
    configure(service("Orders", "/orders", "headers", "X-Event: {{eventId}}"));
    Set<String> accepted = ConcurrentHashMap.newKeySet();
    Set<String> refused = ConcurrentHashMap.newKeySet();
    List<Thread> publishers = IntStream.range(0, 8)
        .mapToObj(number -> new Thread(() -> publishUntilClosed(number, accepted, refused)))
        .toList();

    publishers.forEach(Thread::start);
    await().until(() -> accepted.size() >= acceptedBefore);
    webhooks.stop(BOUND);
    for (Thread publisher : publishers) {
      publisher.join();
    }
    start();

    await().until(() -> webhooks.health().waiting() == 0);
    assertThat(refused).hasSize(8);
    assertThat(count(State.DELIVERED)).isEqualTo(accepted.size());
    Set<String> arrived = new HashSet<>(
        receiver.got().stream().map(got -> got.headers().get("x-event")).toList());
    assertThat(arrived).isEqualTo(accepted);
  }

  private void publishUntilClosed(int number, Set<String> accepted, Set<String> refused) {
    for (int i = 0; ; i++) {
      String id = number + "-" + i;
      try {
        webhooks.publish(NotificationEvent.of("order.paid").id(id).build());
        accepted.add(id);
      } catch (PublishException e) {
        assertThat(e.reason()).isEqualTo(Reason.CLOSED);
        refused.add(id);
        return;
      }
    }
  }

  private void publish(int events) {
    for (int i = 0; i < events; i++) {
      webhooks.publish(anEvent());
    }
  }

  private void hang() {
    var never = new CountDownLatch(1);
    receiver.answers(request -> {
      pass(never);
      return new Receiver.Reply(200, "");
    });
  }

  private static Set<String> ids(List<Receiver.Got> got) {
    return Set.copyOf(got.stream().map(Receiver.Got::id).toList());
  }

  /** The names of the plugin's threads that are alive. */
  static List<String> threadsOfOurs() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(PluginThreads.PREFIX))
        .toList();
  }
}
