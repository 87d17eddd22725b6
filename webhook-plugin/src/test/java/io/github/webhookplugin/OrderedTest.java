package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PendingPublication;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.Shaping.Batching;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A service that is ordered gets one request at a time, in the order of publishing. */
class OrderedTest extends ShapedEngine {
  private static final Shaping ORDERED = new Shaping(List.of(), null, Batching.NONE, null, true);

  @Test
  void events_arrive_one_at_a_time_in_the_order_they_were_published() {
    var underWay = new AtomicInteger();
    var most = new AtomicInteger();
    receiver.answers(request -> {
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      underWay.decrementAndGet();
      return new Receiver.Reply(200, "");
    });
    configure(service("ledger", ORDERED));

    publish(1, 60);

    receipts(60);
    assertThat(titles()).isEqualTo(numbers(60));
    assertThat(most).hasValue(1);
  }

  @Test
  void later_events_wait_behind_a_retry_and_follow_it() {
    receiver.answers(503, "");
    configure(service("ledger", ORDERED));
    publish(1, 5);
    untilWaiting(1);
    receiver.answers(200, "");

    clock.forward(INTERVAL);

    receipts(5);
    assertThat(titles()).containsExactly("1", "1", "2", "3", "4", "5");
  }

  @Test
  void one_that_fails_for_good_lets_the_next_one_go() {
    receiver.answers(
        request -> new Receiver.Reply(request.body().contains("\"1\"") ? 503 : 200, ""));
    configure(service("ledger", ORDERED));
    publish(1, 3);

    for (int tries = 1; tries <= 3; tries++) {
      untilWaiting(tries);
      clock.forward(INTERVAL);
    }

    assertThat(receipts(3))
        .extracting(receipt -> receipt.outcome())
        .containsExactly(Outcome.FAILED, Outcome.DELIVERED, Outcome.DELIVERED);
    assertThat(titles()).containsExactly("1", "1", "1", "1", "2", "3");
  }

  @Test
  void the_order_is_kept_over_a_restart() {
    receiver.answers(503, "");
    configure(service("ledger", ORDERED));
    publish(1, 4);
    untilWaiting(1);

    stop();
    receiver.answers(200, "");
    clock.forward(Duration.ofSeconds(60));
    start();

    receipts(4);
    assertThat(titles()).containsExactly("1", "1", "2", "3", "4");
  }

  @Test
  void a_service_that_becomes_ordered_with_much_waiting_goes_on_in_order_and_back() {
    receiver.answers(503, "");
    configure(service("ledger", Shaping.NONE));
    publish(1, 3);
    await().until(() -> rows().stream().filter(row -> row.tries() == 1).count() == 3);
    configure(service("ledger", ORDERED));
    publish(4, 6);
    receiver.answers(200, "");

    clock.forward(INTERVAL);

    receipts(6);
    assertThat(titles().subList(3, 9)).isEqualTo(numbers(6));
    configure(service("ledger", Shaping.NONE));
    publish(7, 30);
    receipts(30);
  }

  @Test
  void events_of_a_transaction_of_the_hosts_take_their_places_too() throws SQLException {
    configure(service("ledger", ORDERED));
    var pending = new ArrayList<PendingPublication>();
    try (var host = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("engine.db"));
        var count = host.createStatement()) {
      host.setAutoCommit(false);
      for (int i = 1; i <= 30; i++) {
        pending.add(
            publish(NotificationEvent.of("order.paid").title(String.valueOf(i)).build(), host));
      }
      var marked = count.executeQuery("SELECT COUNT(*) FROM wh_queue WHERE ordered <> 0");
      assertThat(marked.getInt(1)).isEqualTo(30);
      host.commit();
    }
    pending.forEach(PendingPublication::committed);

    receipts(30);
    assertThat(titles()).isEqualTo(numbers(30));
  }

  private List<String> titles() {
    return receiver.got().stream()
        .map(request -> request.body().replaceAll("[^0-9]", ""))
        .toList();
  }

  private static List<String> numbers(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
  }
}
