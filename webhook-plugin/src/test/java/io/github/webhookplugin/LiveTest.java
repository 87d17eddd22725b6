package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.AdminEvent;
import io.github.webhookplugin.api.NotificationEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Pages that follow what happens. */
class LiveTest extends AdminFixture {
  private final List<AdminEvent> heard = new CopyOnWriteArrayList<>();

  private static boolean looks() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().contains("live"));
  }

  @Test
  void who_watches_hears_of_new_deliveries_until_the_watch_is_closed() throws Exception {
    service("Orders", "");
    try (AutoCloseable watch = webhooks.watch(heard::add)) {
      await().until(LiveTest::looks);
      publish(NotificationEvent.of("order.paid").build());
      deliveries("delivered", 1);

      await().until(() -> !heard.isEmpty());
      assertThat(heard.get(0).name()).isEqualTo("deliveries");
    }
    await().until(() -> !looks());
  }

  @Test
  void nobody_looks_while_nobody_watches_and_a_stop_ends_all_watches() {
    assertThat(looks()).isFalse();
    var unused = webhooks.watch(heard::add);

    webhooks.stop(Duration.ofSeconds(5));

    assertThat(looks()).isFalse();
    start();
  }

  @Test
  void a_watcher_that_fails_keeps_no_other_from_hearing() {
    service("Orders", "");
    var failing = webhooks.watch(event -> {
      throw new IllegalStateException("a watcher with a bug");
    });
    var other = webhooks.watch(heard::add);
    await().until(LiveTest::looks);

    publish(NotificationEvent.of("order.paid").build());

    await().until(() -> {
      if (heard.isEmpty()) {
        publish(NotificationEvent.of("order.paid").build());
      }
      return !heard.isEmpty();
    });
    assertThat(List.of(failing, other)).hasSize(2);
  }
}
