package io.github.webhookplugin;

import io.github.webhookplugin.admin.JsonApi;
import io.github.webhookplugin.admin.LiveWatch;
import io.github.webhookplugin.admin.Router;
import io.github.webhookplugin.api.AdminEvent;
import io.github.webhookplugin.api.AdminFrame;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.Health;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PendingPublication;
import io.github.webhookplugin.api.PublishReceipt;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.delivery.EngineParts;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.OwnAddresses;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.Database;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.RedeliveryLog;
import io.github.webhookplugin.pages.Pages;
import io.github.webhookplugin.publishing.Audiences;
import io.github.webhookplugin.publishing.Plan;
import io.github.webhookplugin.publishing.Publisher;
import io.github.webhookplugin.sending.Resolver;
import io.github.webhookplugin.sending.Sender;
import io.github.webhookplugin.settings.AddressReader;
import io.github.webhookplugin.settings.CheckedTemplates;
import io.github.webhookplugin.settings.HostSecrets;
import io.github.webhookplugin.settings.Rekeying;
import io.github.webhookplugin.settings.Result;
import io.github.webhookplugin.settings.ServiceHistory;
import io.github.webhookplugin.settings.SettingsBook;
import io.github.webhookplugin.settings.SettingsInForce;
import io.github.webhookplugin.settings.SettingsReader;
import io.github.webhookplugin.settings.SettingsWriter;
import io.github.webhookplugin.settings.ShippedRecipes;
import io.github.webhookplugin.settings.Vault;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open channel with all its parts: the only place that puts them together. Shared between threads. */
final class WebhookRuntime {
  private static final Logger log = LoggerFactory.getLogger(WebhookRuntime.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LIVE_PAUSE = Duration.ofSeconds(1);

  private final Database database;
  private final Outbox outbox;
  private final DeliveryLog deliveries;
  /** The worker's, so that its long looks keep no admin waiting. */
  private final RedeliveryLog past;

  private final RedeliveryLog looks;
  private final Engine engine;
  private final SettingsBook book;
  private final SettingsInForce inForce;
  private final SecretWatch secretWatch;
  private final Rekeying keys;
  private final SettingsWriter writer;
  private final Audiences audiences;
  private final Publisher publisher;
  private final HostTransactionPublisher transactions;
  private final JsonApi api;
  private final Pages pages;
  private final LiveWatch live;
  private final ChannelHealth health;
  private final AtomicBoolean stopped = new AtomicBoolean();

  private WebhookRuntime(HostContext context, Database database, Outbox outbox, Vault vault) {
    this.database = database;
    this.outbox = outbox;
    past = new RedeliveryLog(database);
    var own = OwnAddresses.of(context.ownAddresses());
    var hosts = AddressReader.ofHost(context.allowedNetworks(), context.allowedHosts());
    var threads = new PluginThreads();
    var history = new ServiceHistory(vault);
    var sender = new Sender(
        Sender.Options.DEFAULT,
        threads.named("http"),
        context.resolver().map(WebhookRuntime::resolver).orElse(Resolver.SYSTEM));
    engine = new Engine(new EngineParts(
        PluginVersion.CURRENT,
        outbox,
        sender,
        context.clock(),
        context.leaseTime(),
        context.listeners(),
        context.retention(),
        threads,
        new EngineParts.Past(past, history::read),
        this::look,
        new EngineParts.Surroundings(
            context.recipientDirectory().orElse(null), own, ShippedRecipes::usual)));
    deliveries = new DeliveryLog(database);
    looks = new RedeliveryLog(database);
    live = new LiveWatch(deliveries, LIVE_PAUSE, threads.named("live"));
    var secrets = new HostSecrets(context.secretSource().orElse(null), context.clock());
    var reader = new SettingsReader(CheckedTemplates.RULES, own, hosts, context.clock(), secrets);
    inForce = new SettingsInForce(secrets, active -> {
      sender.allow(hosts.and(active.settings().global().addresses()));
      sender.leaveThrough(active.settings().global().egress().proxy());
      engine.apply(active);
    });
    book = new SettingsBook(outbox, engine::call, reader, vault, inForce);
    secretWatch = new SecretWatch(
        secrets, inForce::names, book::lookAtSecrets, context.clock(), threads.named("secrets"));
    keys = new Rekeying(book, outbox, vault);
    health = new ChannelHealth(engine, deliveries, book, inForce, vault);
    writer = new SettingsWriter(vault);
    audiences =
        new Audiences(context.recipientDirectory().orElse(null), own, engine.people()::remember);
    publisher =
        new Publisher(outbox.keys(), outbox.ids(), context.clock(), audiences, engine::burst);
    transactions = new HostTransactionPublisher(outbox, engine);
    api = new JsonApi(new JsonApi.Parts(
        book,
        inForce,
        reader,
        writer,
        outbox,
        engine,
        deliveries,
        looks,
        context.clock(),
        context.eventTypes(),
        history,
        keys));
    pages = new Pages(new Pages.Parts(api::handle, reader::parse, context.clock()));
  }

  /**
   * Opens the store and starts delivering what is in it.
   *
   * @throws IllegalStateException if it cannot; nothing stays open then
   */
  static WebhookRuntime open(HostContext context) {
    Database database = null;
    Outbox outbox = null;
    WebhookRuntime runtime = null;
    try {
      Files.createDirectories(context.dataDirectory());
      Vault vault = Vault.open(context.dataDirectory(), context.secretStore().orElse(null));
      database = database(context);
      outbox = Outbox.open(database, context.clock(), session());
      runtime = new WebhookRuntime(context, database, outbox, vault);
      runtime.start();
      return runtime;
    } catch (IOException | RuntimeException e) {
      if (runtime != null) {
        runtime.stop(WebhookPlugin.STOP_BOUND);
      } else {
        close(outbox, database);
      }
      throw new IllegalStateException("the webhook channel cannot be opened: " + e.getMessage(), e);
    }
  }

  PublishReceipt publish(NotificationEvent event) {
    if (engine.isStoreThread()) {
      throw new IllegalStateException(
          "publish would wait for its own thread: it was called in a stage chained to"
              + " publishAsync; call publishAsync there, or chain with an executor of your own");
    }
    Plan plan = publisher.plan(event, book.active(), engine.stopped());
    return receipt(plan, engine.entrance().acceptAndWait(plan.event(), plan.model(), PATIENCE));
  }

  CompletableFuture<PublishReceipt> publishAsync(NotificationEvent event) {
    Plan plan = publisher.plan(event, book.active(), engine.stopped());
    return engine
        .entrance()
        .accept(plan.event(), plan.model(), Duration.ZERO)
        .thenApply(repeated -> receipt(plan, repeated));
  }

  PendingPublication publish(NotificationEvent event, Connection transaction) {
    return transactions.publish(
        publisher.plan(event, book.active(), engine.stopped()), transaction);
  }

  Map<String, Object> settings() {
    return writer.toPublic(book.settings());
  }

  List<SettingsProblem> validate(Map<String, Object> document) {
    return problems(book.read(document));
  }

  List<SettingsProblem> apply(Map<String, Object> document, String who) {
    return problems(book.change((reader, current) -> reader.read(document, current), who));
  }

  /** How many retries go on, or wait, if all sending is switched by this document; empty if it is not, or none is. */
  Optional<String> consequence(Map<String, Object> document, Locale locale) {
    boolean on = book.settings().global().enabled();
    return document.get("enabled") instanceof Boolean wanted && wanted != on
        ? pages.switched(wanted, retries(), locale)
        : Optional.empty();
  }

  /** Of services that are switched on: those of others stay where they are. */
  private long retries() {
    ActiveSettings active = book.active();
    var figures = deliveries.statistics().services(outbox.clock().instant());
    return active.settings().services().stream()
        .filter(WebhookService::on)
        .map(service -> figures.get(active.number(service.id())))
        .filter(Objects::nonNull)
        .mapToLong(found -> found.retries().count())
        .sum();
  }

  /** Problems in a language. */
  List<SettingsProblem> spoken(List<SettingsProblem> problems, Locale locale) {
    return pages.spoken(problems, locale);
  }

  AdminResponse admin(AdminRequest request) {
    return request.path().startsWith("api/") ? api.handle(request) : pages.handle(request);
  }

  AutoCloseable watch(Consumer<AdminEvent> changes) {
    return live.add(changes);
  }

  AdminFrame frame(AdminRequest request) {
    return pages.frame(request);
  }

  /** The settings in force, for tests. */
  ActiveSettings active() {
    return book.active();
  }

  /** The same as they are sent, for tests. */
  Settings inForce() {
    return inForce.settings();
  }

  /** Everything that admins can ask for, for tests. */
  List<Router.Served> routes() {
    return Stream.concat(api.served().stream(), pages.served().stream()).toList();
  }

  /** The delivery log, for tests. */
  DeliveryLog deliveries() {
    return deliveries;
  }

  Health health() {
    return health.now();
  }

  /** Ends within the bound; what is not finished stays stored. A second call does nothing. */
  void stop(Duration bound) {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    audiences.close();
    live.close();
    engine.stop(bound);
    secretWatch.close();
    try {
      deliveries.close();
      past.close();
      looks.close();
    } finally {
      close(outbox, database);
    }
    log.info("stopped; data in {}", database.place());
  }

  private void start() {
    engine.start();
    book.load();
    keys.resume();
    log.info(
        "delivering to {} services; data in {}", book.settings().services().size(), outbox.place());
  }

  private static PublishReceipt receipt(Plan plan, Optional<String> repeated) {
    return repeated.map(PublishReceipt::duplicateOf).orElseGet(plan::receipt);
  }

  private void look() {
    book.look();
    secretWatch.look(inForce.missing() > 0);
  }

  private static List<SettingsProblem> problems(Result result) {
    return result instanceof Result.Refused refused ? refused.problems() : List.of();
  }

  private static void close(@Nullable Outbox outbox, @Nullable Database database) {
    try {
      if (outbox != null) {
        outbox.close();
      }
    } finally {
      if (database != null) {
        database.close();
      }
    }
  }

  private static Database database(HostContext context) {
    Path data = context.dataDirectory();
    return context
        .dataSource()
        .map(Database::of)
        .orElseGet(() -> Database.of(
            context.jdbcUrl().orElse("jdbc:sqlite:" + data.resolve("webhook.db")), data));
  }

  /** The host's own look-up of names; what it finds is checked like any other answer. */
  private static Resolver resolver(HostContext.Resolver host) {
    return name -> host.resolve(name).toArray(InetAddress[]::new);
  }

  /** Stands for this run of this node in leases; never 0, which means nobody. */
  private static long session() {
    return new SecureRandom().nextLong() | 1;
  }
}
