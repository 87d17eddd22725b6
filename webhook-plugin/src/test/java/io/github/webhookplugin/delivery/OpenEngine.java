package io.github.webhookplugin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.MutableClock;
import io.github.webhookplugin.Receiver;
import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.RateGroup;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.Database;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.LogFilter;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.SettingsChange;
import io.github.webhookplugin.publishing.Plan;
import io.github.webhookplugin.publishing.Publisher;
import io.github.webhookplugin.sending.Sender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An engine on a file of its own with services made by hand, a receiver, and a clock to turn. */
abstract class OpenEngine {
  static final Duration INTERVAL = Duration.ofSeconds(60);
  private static final Duration BOUND = Duration.ofSeconds(5);

  @TempDir
  Path data;

  final MutableClock clock = MutableClock.atSomeMorning();
  final List<DeliveryReceipt> receipts = new CopyOnWriteArrayList<>();
  Receiver receiver;
  Engine engine;
  DeliveryLog log;
  private Database database;
  private Outbox outbox;
  private ActiveSettings active = ActiveSettings.INITIAL;
  private long session = 100;

  @BeforeEach
  void openEngine() throws Exception {
    receiver = new Receiver();
    start();
  }

  @AfterEach
  void closeEngine() {
    stop();
    receiver.close();
  }

  void start() {
    database = Database.of("jdbc:sqlite:" + data.resolve("engine.db"), data);
    outbox = Outbox.open(database, clock, session++);
    log = new DeliveryLog(database);
    ThreadFactory threads = Thread::new;
    engine = new Engine(new Engine.Parts(
        "test",
        outbox,
        new Sender(Sender.Options.DEFAULT, threads),
        clock,
        List.of(receipts::add),
        purpose -> threads,
        () -> {}));
    engine.start();
    engine.apply(active);
  }

  void stop() {
    engine.stop(BOUND);
    log.close();
    outbox.close();
    database.close();
  }

  void apply(WebhookService... services) {
    apply(List.of(), services);
  }

  /** Puts services in force; each keeps its number. */
  void apply(List<RateGroup> groups, WebhookService... services) {
    Map<String, String> names = new LinkedHashMap<>();
    List.of(services).forEach(service -> names.put(service.id().toString(), service.name()));
    engine
        .call(() -> outbox.saveSettings(
            new SettingsChange(outbox.settingsVersion(), Map.of(), names, "test")))
        .join();
    Map<ServiceId, Integer> numbers = new HashMap<>();
    engine
        .call(() -> outbox.settings())
        .join()
        .numbers()
        .forEach((id, number) -> numbers.put(ServiceId.parse(id), number));
    var global = new GlobalSettings(
        true,
        3,
        INTERVAL,
        Duration.ofSeconds(10),
        GlobalSettings.DEFAULT_STOP_AFTER,
        GlobalSettings.DEFAULT_DEDUPLICATION_WINDOW,
        groups);
    active = new ActiveSettings(new Settings(1, global, List.of(services)), numbers, Set.of());
    engine.apply(active);
  }

  /** A service of that name; it has the same id however often it is made. */
  WebhookService service(String name, Shaping shaping) {
    return new WebhookService(
        new ServiceId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))),
        new WebhookService.Label(name, ""),
        true,
        new RequestTemplate(
            HttpMethod.POST,
            receiver.url("/" + name),
            List.of(),
            List.of(),
            "{\"title\": \"{{title}}\"}"),
        new ResponseCheck.Success(),
        WebhookService.Sending.DEFAULT,
        shaping,
        FailureRules.DEFAULT);
  }

  void publish(String title) {
    Plan plan = new Publisher(outbox.keys(), outbox.ids(), clock)
        .plan(NotificationEvent.of("order.paid").title(title).build(), active);
    engine.accept(plan.event(), plan.model(), Duration.ofSeconds(5)).join();
  }

  /** Publishes events with the titles 1, 2, 3 and so on. */
  void publish(int from, int to) {
    for (int i = from; i <= to; i++) {
      publish(String.valueOf(i));
    }
  }

  static ConditionFactory await() {
    return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
  }

  /** The requests, once there are that many; no more may have come. */
  List<Receiver.Got> got(int count) {
    await().until(() -> receiver.got().size() >= count);
    assertThat(receiver.got()).hasSize(count);
    return receiver.got();
  }

  List<DeliveryReceipt> receipts(int count) {
    await().until(() -> receipts.size() >= count);
    return List.copyOf(receipts);
  }

  /** All deliveries, the oldest first. */
  List<DeliveryRow> rows() {
    var rows = new ArrayList<>(log.page(LogFilter.ALL, Long.MAX_VALUE, 10_000));
    Collections.reverse(rows);
    return rows;
  }

  void untilWaiting(int tries) {
    await()
        .until(() -> rows().stream()
            .anyMatch(row -> row.state() == DeliveryRow.State.WAITING && row.tries() == tries));
  }
}
