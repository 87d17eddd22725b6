package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.FailureClass;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.LogFilter;
import io.github.webhookplugin.outbox.Statistics.Figures;
import io.github.webhookplugin.receivers.chaos.Behaviour;
import io.github.webhookplugin.receivers.chaos.ChaosReceiver;
import io.github.webhookplugin.receivers.chaos.Identity;
import io.github.webhookplugin.receivers.chaos.Meaning;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** The plugin with a service for each of some misbehaving receivers; their requests have five seconds at most. */
final class ChaosChannel implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofSeconds(5);

  private static final int TOGETHER = 20;
  /** So many looks at what does not move. */
  private static final int PATIENCE = 20;

  private static final String WARM = "chaos.warm";
  private static final String STORE = "javax.net.ssl.trustStore";
  private static final String STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final Duration BOUND = Duration.ofSeconds(10);
  /** Longer than any pause between two requests of a slow-down. */
  private static final Duration STEP = Duration.ofMinutes(10);

  private final MutableClock clock = MutableClock.atSomeMorning();
  private final ChaosReceiver good = new ChaosReceiver(Behaviour.good());
  private final List<ChaosReceiver> receivers = new ArrayList<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final WebhookRuntime webhooks;
  private int published;

  /** What came of the first attempt, told by the log of deliveries, and what the receiver had of it. */
  record Met(DeliveryRow row, List<FailureClass> classes, int requests) {}

  /** Opens the plugin in a folder, so that it trusts the authority of the receivers' certificates. */
  ChaosChannel(Path folder, List<Behaviour> behaviours) throws Exception {
    behaviours.forEach(behaviour -> receivers.add(new ChaosReceiver(behaviour)));
    System.setProperty(STORE, trustStore(folder).toString());
    System.setProperty(STORE_PASSWORD, "changeit");
    try {
      webhooks = WebhookRuntime.open(HostContext.builder(folder)
          .allowNetwork("127.0.0.0/8")
          .allowHost("localhost")
          .clock(clock)
          .build());
    } finally {
      System.clearProperty(STORE);
      System.clearProperty(STORE_PASSWORD);
    }
    var services = new ArrayList<Map<String, Object>>();
    services.add(service(good, WARM));
    receivers.forEach(one -> services.add(service(one, type(one.behaviour()))));
    assertThat(
            webhooks.apply(Map.of("timeout", DEADLINE.toSeconds(), "services", services), "test"))
        .isEmpty();
  }

  private static Map<String, Object> service(ChaosReceiver receiver, String type) {
    String name = receiver.behaviour().name();
    return Map.of("name", name, "url", receiver.url(), "eventTypes", List.of(type));
  }

  /** What is slow the first time is slow for a good receiver. */
  void warmUp() {
    for (int i = 1; i <= 200; i++) {
      webhooks.publish(NotificationEvent.of(WARM).title("Order").build());
    }
    await().until(() -> webhooks.deliveries().pending() == 0);
  }

  private static Path trustStore(Path folder) throws Exception {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("chaos", Identity.authority());
    Path file = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted.store(out, "changeit".toCharArray());
    }
    return file;
  }

  List<ChaosReceiver> receivers() {
    return receivers;
  }

  /** An event for every service: some at a time, because it is the receivers that need the processors. */
  void publish() {
    types().forEach(type -> {
      publish(type);
      await()
          .until(() ->
              rows().stream().allMatch(row -> row.tries() > 0 && row.state() != State.SENDING));
    });
  }

  private void publish(String type) {
    webhooks.publish(NotificationEvent.of(type).title("Order " + ++published).build());
  }

  private Stream<String> types() {
    return receivers.stream().map(one -> type(one.behaviour())).distinct();
  }

  /** The same; turns the clock until all have ended, earlier ones too. */
  void publishAndSettle() {
    types().forEach(type -> {
      publish(type);
      settle();
    });
  }

  /** Those that end at their deadline wait for it together. */
  private String type(Behaviour behaviour) {
    if (behaviour.meaning() == Meaning.TIMEOUT) {
      return "chaos.patience";
    }
    List<String> all = receivers.stream()
        .map(one -> one.behaviour())
        .filter(one -> one.meaning() != Meaning.TIMEOUT)
        .map(Behaviour::name)
        .toList();
    return "chaos.some" + all.indexOf(behaviour.name()) / TOGETHER;
  }

  /** What came of the one event that was published, by the behaviour's name, once all have met it. */
  Map<String, Met> met() {
    Map<Integer, Figures> figures = webhooks.deliveries().statistics().services(clock.instant());
    var requests = new HashMap<String, Integer>();
    receivers.forEach(one -> requests.put(one.behaviour().name(), one.requests().size()));
    var met = new HashMap<String, Met>();
    for (DeliveryRow row : rows()) {
      Figures ofService = figures.getOrDefault(row.service(), Figures.none(clock.instant()));
      List<FailureClass> classes = List.copyOf(ofService.day().failures().keySet());
      met.put(name(row), new Met(row, classes, requests.get(name(row))));
    }
    return met;
  }

  /** All receivers answer well from now on, and the services that were stopped are called again. */
  void recover() {
    receivers.forEach(ChaosReceiver::recover);
    rows().stream()
        .filter(row -> meaning(row) == Meaning.STOP)
        .forEach(row ->
            resume(webhooks.deliveries().service(row.service()).orElseThrow().id()));
  }

  private Meaning meaning(DeliveryRow row) {
    return receiver(name(row)).behaviour().meaning();
  }

  private ChaosReceiver receiver(String name) {
    return receivers.stream()
        .filter(one -> one.behaviour().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void resume(String service) {
    var request = new AdminRequest(
        "POST", "api/v1/services/" + service + "/resume", Map.of(), Map.of(), new byte[0], "ann");
    assertThat(webhooks.admin(request).status()).isEqualTo(200);
  }

  /**
   * Turns the clock until nothing waits any more. A delivery whose receiver throttled may be due and wait all the same,
   * in the store for a pause, or leased in its lane for a slow-down. When it does not move, the clock is turned for it.
   * It is not for any other: what is due and not throttled must go by itself.
   */
  private void settle() {
    var before = new AtomicReference<List<DeliveryRow>>(List.of());
    var looks = new AtomicInteger();
    await().untilAsserted(() -> {
      List<DeliveryRow> open = open();
      looks.set(open.equals(before.getAndSet(open)) ? looks.get() + 1 : 0);
      List<DeliveryRow> due = open.stream().filter(row -> !isForLater(row)).toList();
      boolean paused =
          looks.get() > PATIENCE && due.stream().allMatch(row -> meaning(row) == Meaning.THROTTLED);
      if (!open.isEmpty() && (due.isEmpty() || paused)) {
        looks.set(0);
        clock.forward(untilAllAreDue(open));
      }
      assertThat(open).as("what still waits").isEmpty();
    });
  }

  private List<DeliveryRow> open() {
    return rows().stream()
        .filter(row -> row.state() == State.WAITING || row.state() == State.SENDING)
        .toList();
  }

  private boolean isForLater(DeliveryRow row) {
    return row.state() == State.WAITING && row.at() > clock.millis();
  }

  /** A receiver may ask for a day. */
  private Duration untilAllAreDue(List<DeliveryRow> open) {
    long last = open.stream().mapToLong(DeliveryRow::at).max().orElseThrow();
    return Duration.ofMillis(Math.max(last - clock.millis(), STEP.toMillis()));
  }

  /** The log, newest first. */
  List<DeliveryRow> rows() {
    return webhooks.deliveries().page(LogFilter.ALL, Long.MAX_VALUE, 100_000).stream()
        .filter(row -> !name(row).equals(good.behaviour().name()))
        .toList();
  }

  /** Of one service, newest first. */
  List<DeliveryRow> rows(Behaviour behaviour) {
    return rows().stream().filter(row -> name(row).equals(behaviour.name())).toList();
  }

  private String name(DeliveryRow row) {
    return names.computeIfAbsent(
        row.service(),
        number -> webhooks.deliveries().service(number).orElseThrow().name());
  }

  String place(Behaviour behaviour) {
    return receiver(behaviour.name()).url().replaceAll("https?://([^/]*)/.*", "$1");
  }

  int connections() {
    return receivers.stream().mapToInt(ChaosReceiver::connections).sum();
  }

  static ConditionFactory await() {
    return Awaitility.await()
        .atMost(120, TimeUnit.SECONDS)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50));
  }

  /** Ends the plugin; its receivers go on. */
  void stop() {
    webhooks.stop(BOUND);
  }

  @Override
  public void close() {
    stop();
    receivers.forEach(ChaosReceiver::close);
    good.close();
  }
}
