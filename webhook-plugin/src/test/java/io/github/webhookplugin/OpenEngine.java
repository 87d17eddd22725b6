package io.github.webhookplugin;

import io.github.webhookplugin.api.DeliveryListener;
import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PendingPublication;
import io.github.webhookplugin.api.Retention;
import io.github.webhookplugin.api.ServiceNotice;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.delivery.EngineParts;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.Allowed;
import io.github.webhookplugin.model.AuditAction;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.ServiceHealth;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.AuditEntry;
import io.github.webhookplugin.outbox.Database;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.LogFilter;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.RedeliveryLog;
import io.github.webhookplugin.outbox.SettingsChange;
import io.github.webhookplugin.publishing.Plan;
import io.github.webhookplugin.publishing.Publisher;
import io.github.webhookplugin.sending.Sender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real engine on a file of its own, given services as objects, with a receiver and a clock to turn. */
abstract class OpenEngine {
  static final String BODY = "{\"event\":\"{{type}}\"}";

  @TempDir
  Path folder;

  final MutableClock clock = MutableClock.atSomeMorning();
  final List<DeliveryReceipt> receipts = new CopyOnWriteArrayList<>();
  final List<ServiceNotice> notices = new CopyOnWriteArrayList<>();
  GlobalSettings global =
      new GlobalSettings(true, 1, Duration.ofSeconds(60), Duration.ofSeconds(5));
  Receiver receiver;
  Engine engine;
  DeliveryLog log;
  ActiveSettings active = ActiveSettings.INITIAL;
  private Database database;
  private RedeliveryLog past;
  Outbox outbox;
  private Publisher publisher;
  private long version;

  @BeforeEach
  void open() throws Exception {
    receiver = new Receiver();
    start();
  }

  @AfterEach
  void close() {
    stop();
    receiver.close();
  }

  DeliveryListener listener() {
    return new DeliveryListener() {
      @Override
      public void ended(DeliveryReceipt receipt) {
        receipts.add(receipt);
      }

      @Override
      public void noticed(ServiceNotice notice) {
        notices.add(notice);
      }
    };
  }

  void start() {
    database = Database.of("jdbc:sqlite:" + folder.resolve("engine.db"), folder);
    outbox = Outbox.open(database, clock, 7);
    past = new RedeliveryLog(database);
    var threads = new PluginThreads();
    var sender = new Sender(Sender.Options.DEFAULT, threads.named("http"));
    sender.allow(Allowed.ANY);
    engine = new Engine(new EngineParts(
        "test",
        outbox,
        sender,
        clock,
        Duration.ofMinutes(2),
        List.of(listener()),
        Retention.DEFAULT,
        threads,
        new EngineParts.Past(past, document -> Optional.empty()),
        () -> {}));
    log = new DeliveryLog(database);
    publisher = new Publisher(outbox.keys(), outbox.ids(), clock);
    engine.start();
    if (!active.settings().services().isEmpty()) {
      engine.apply(active);
    }
  }

  void stop() {
    engine.stop(Duration.ofSeconds(5));
    log.close();
    past.close();
    outbox.close();
    database.close();
  }

  /** A service that calls the receiver at a path of its name. */
  WebhookService service(String name, FailureRules failures) {
    return service(name, true, "/" + name, failures);
  }

  WebhookService service(String name, boolean enabled, String path, FailureRules failures) {
    return new WebhookService(
        id(name),
        new WebhookService.Label(name, ""),
        enabled,
        new RequestTemplate(HttpMethod.POST, receiver.url(path), List.of(), List.of(), BODY),
        new ResponseCheck.Success(),
        WebhookService.Sending.DEFAULT,
        Shaping.NONE,
        failures);
  }

  static ServiceId id(String name) {
    return new ServiceId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  void configure(WebhookService... services) {
    Map<String, String> names = new HashMap<>();
    Stream.of(services).forEach(one -> names.put(one.id().toString(), one.name()));
    var change = new SettingsChange(version++, Map.of(), names, "test");
    Map<ServiceId, Integer> numbers = new HashMap<>();
    engine
        .call(() -> {
          outbox.saveSettings(change);
          return outbox.settings().numbers();
        })
        .join()
        .forEach((id, number) -> numbers.put(ServiceId.parse(id), number));
    active =
        new ActiveSettings(new Settings(version, global, List.of(services)), numbers, Set.of());
    engine.apply(active);
  }

  Plan publish() {
    return publish(NotificationEvent.of("order.paid").title("Order 10477").build());
  }

  Plan publish(NotificationEvent event) {
    Plan plan = publisher.plan(event, active, engine.stopped());
    engine.entrance().accept(plan.event(), plan.model(), Duration.ofSeconds(5)).join();
    return plan;
  }

  /** Stores an event in a transaction of the test's own. */
  PendingPublication publish(NotificationEvent event, Connection transaction) {
    return new HostTransactionPublisher(outbox, engine)
        .publish(publisher.plan(event, active, engine.stopped()), transaction);
  }

  ServiceHealth health(String name) {
    return engine.health(active.number(id(name)));
  }

  boolean resume(String name) {
    return engine
        .resume(
            active.number(id(name)), AuditEntry.of("ann", AuditAction.SERVICE_RESUMED, id(name)))
        .join();
  }

  /** The deliveries of a service, newest first. */
  List<DeliveryRow> log(String name) {
    return log.page(
        new LogFilter(active.number(id(name)), Set.of(), null, null, null), Long.MAX_VALUE, 10_000);
  }

  long count(String name, DeliveryRow.State state) {
    return log(name).stream().filter(row -> row.state() == state).count();
  }

  static ConditionFactory await() {
    return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
  }

  /** The kinds of notices, once there are that many. */
  List<ServiceNotice.Kind> notices(int count) {
    await().until(() -> notices.size() >= count);
    return notices.stream().map(ServiceNotice::kind).toList();
  }

  List<DeliveryReceipt> receipts(int count) {
    await().until(() -> receipts.size() >= count);
    return List.copyOf(receipts);
  }
}
