package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.LogFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real channel on a file of its own, a receiver and a clock to turn: what tests of the whole way start from. */
abstract class OpenChannel {
  static final Duration BOUND = Duration.ofSeconds(5);
  static final Duration INTERVAL = Duration.ofSeconds(60);

  @TempDir
  Path data;

  final MutableClock clock = MutableClock.atSomeMorning();
  final List<DeliveryReceipt> receipts = new CopyOnWriteArrayList<>();
  Receiver receiver;
  WebhookRuntime webhooks;

  @BeforeEach
  void openChannel() throws Exception {
    receiver = new Receiver();
    start();
  }

  @AfterEach
  void closeChannel() {
    webhooks.stop(BOUND);
    receiver.close();
  }

  /** Opens the channel as a host would; again after a stop. */
  void start() {
    webhooks = WebhookRuntime.open(context().build());
  }

  HostContext.Builder context() {
    return HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .clock(clock)
        .listener(receipts::add);
  }

  /** A service of that name at the receiver's {@code path}; more fields as name, value, name, value. */
  Map<String, Object> service(String name, String path, Object... more) {
    var service = new HashMap<String, Object>();
    service.put("name", name);
    service.put("url", receiver.url(path));
    for (int i = 0; i < more.length; i += 2) {
      service.put((String) more[i], more[i + 1]);
    }
    return service;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  final void configure(Map<String, Object>... services) {
    assertThat(problems(services)).isEmpty();
  }

  /** Applies the services and says what was wrong with them. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  final List<SettingsProblem> problems(Map<String, Object>... services) {
    return apply(Map.of("services", List.of(services)));
  }

  List<SettingsProblem> apply(Map<String, Object> document) {
    return webhooks.apply(document, "test");
  }

  /** Changes one field of a service, by the way that a host's form takes: read all, change one, write all. */
  void change(String service, String field, Object value) {
    var all = new ArrayList<Map<String, Object>>();
    for (Map<String, Object> one : services()) {
      var copy = new HashMap<>(one);
      if (one.get("name").equals(service)) {
        copy.put(field, value);
      }
      all.add(copy);
    }
    assertThat(apply(Map.of("services", all))).isEmpty();
  }

  @SuppressWarnings("unchecked")
  List<Map<String, Object>> services() {
    return (List<Map<String, Object>>) webhooks.settings().get("services");
  }

  static NotificationEvent anEvent() {
    return NotificationEvent.of("order.paid").title("Order 10477").build();
  }

  /** Looks often, so that tests are fast. */
  static ConditionFactory await() {
    return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
  }

  /** The receipts, once there are that many. */
  List<DeliveryReceipt> receipts(int count) {
    await().until(() -> receipts.size() >= count);
    return List.copyOf(receipts);
  }

  DeliveryReceipt receipt() {
    return receipts(1).get(0);
  }

  /** The requests, once there are that many. */
  List<Receiver.Got> got(int count) {
    await().until(() -> receiver.got().size() >= count);
    return receiver.got();
  }

  Receiver.Got got() {
    return got(1).get(0);
  }

  /** The log, newest first. */
  List<DeliveryRow> log() {
    return webhooks.deliveries().page(LogFilter.ALL, Long.MAX_VALUE, 100_000);
  }

  long count(DeliveryRow.State state) {
    return log().stream().filter(row -> row.state() == state).count();
  }

  /** The newest delivery, once it waits for its next try after so many. */
  DeliveryRow waitingAfter(int tries) {
    await().until(() -> {
      DeliveryRow row = log().get(0);
      return row.state() == DeliveryRow.State.WAITING && row.tries() == tries;
    });
    return log().get(0);
  }

  /** Waits in a receiver's or listener's thread; ends with an error when the test closes it meanwhile. */
  static void pass(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the test is over", e);
    }
  }
}
