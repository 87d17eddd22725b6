package dummy;

import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.AdminEvent;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.Health;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishReceipt;
import io.github.webhookplugin.api.SettingsField;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.api.SettingsSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Rings bells: all three faces of a plugin in one class, over state that all its instances share. */
public class DummyExtension implements NotificationChannel, ConfigurablePlugin, AdminContribution {
  private static final Map<String, Object> SETTINGS = new ConcurrentHashMap<>();
  /** The first event of each deduplication key. */
  private static final Map<String, String> FIRST = new ConcurrentHashMap<>();

  private static final Set<Consumer<AdminEvent>> WATCHERS = ConcurrentHashMap.newKeySet();

  private static volatile HostContext context;

  static void closed() {
    if (context != null) {
      write("closed");
    }
    context = null;
  }

  private static void write(String name) {
    try {
      Files.createDirectories(context.dataDirectory());
      Files.writeString(context.dataDirectory().resolve(name), String.join(",", SETTINGS.keySet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void open(HostContext given) {
    if (given.jdbcUrl().filter(url -> url.contains("nowhere")).isPresent()) {
      throw new IllegalStateException("the database cannot be reached");
    }
    context = given;
    SETTINGS.putIfAbsent("bells", List.of());
    SETTINGS.putIfAbsent("volume", 3);
    write("opened");
  }

  @Override
  public PublishReceipt publish(NotificationEvent event) {
    return publishAsync(event).toCompletableFuture().join();
  }

  /** The type says what happens: {@code busy}, {@code invalid} and {@code crash} refuse, {@code broken} fails later. */
  @Override
  public CompletionStage<PublishReceipt> publishAsync(NotificationEvent event) {
    switch (event.type()) {
      case "busy" -> {
        return CompletableFuture.failedFuture(
            new PublishException(PublishException.Reason.BUSY, "too busy"));
      }
      case "invalid" -> {
        return CompletableFuture.failedFuture(
            new PublishException(PublishException.Reason.INVALID, "too large"));
      }
      case "crash" -> throw new NoClassDefFoundError("secret/internals");
      default -> {}
    }
    String first = event
        .deduplicationKey()
        .map(key -> FIRST.putIfAbsent(key, event.id().orElseThrow()))
        .orElse(null);
    if (first != null) {
      return CompletableFuture.completedFuture(PublishReceipt.duplicateOf(first));
    }
    List<?> bells = (List<?>) SETTINGS.get("bells");
    for (Object bell : bells) {
      var outcome = bell.toString().contains("cracked") ? Outcome.FAILED : Outcome.DELIVERED;
      var receipt = new DeliveryReceipt(
          event.id().orElseThrow(),
          event.type(),
          "d",
          bell.toString(),
          outcome,
          1,
          Instant.now(),
          "rung");
      context.listeners().forEach(listener -> listener.ended(receipt));
    }
    return CompletableFuture.completedFuture(
        new PublishReceipt(event.id().orElseThrow(), bells.size(), 0));
  }

  @Override
  public Health health() {
    boolean down = Integer.valueOf(0).equals(SETTINGS.get("volume"));
    return new Health(down ? Health.State.DOWN : Health.State.UP, "all bells hang", 0);
  }

  @Override
  public SettingsSchema settingsSchema() {
    return new SettingsSchema(List.of(new SettingsSchema.Group(
        "bells",
        "Bells",
        "",
        List.of(
            SettingsField.of("volume", SettingsField.Type.INTEGER, "Volume").between(0, 11),
            SettingsField.of("bells", SettingsField.Type.OWN_PAGE, "Bells")))));
  }

  @Override
  public Map<String, Object> settings() {
    return new LinkedHashMap<>(SETTINGS);
  }

  @Override
  public List<SettingsProblem> validate(Map<String, Object> settings) {
    return settings.get("volume") instanceof Integer volume && volume > 11
        ? List.of(new SettingsProblem("/volume", "must be at most 11, was " + volume))
        : List.of();
  }

  @Override
  public List<SettingsProblem> apply(Map<String, Object> settings, String who) {
    var problems = validate(settings);
    if (problems.isEmpty()) {
      SETTINGS.putAll(settings);
      SETTINGS.put("changedBy", who);
    }
    return problems;
  }

  @Override
  public String id() {
    return "dummy";
  }

  @Override
  public String title() {
    return "Bells";
  }

  /** Says what it was asked; {@code crash} throws, {@code may} and {@code language} say what else they were told. */
  @Override
  public AdminResponse handle(AdminRequest request) {
    switch (request.path()) {
      case "may" -> {
        var may = new TreeSet<String>();
        request.permissions().forEach(permission -> may.add(permission.name()));
        return AdminResponse.json(200, request.user() + " " + String.join(",", may));
      }
      case "language" -> {
        var page = request.page();
        return AdminResponse.json(
            200, page.locale().toLanguageTag() + " " + page.base() + " " + page.fragment());
      }
      case "page" -> {
        return AdminResponse.html(200, "<h2>Bells of " + request.user() + "</h2>");
      }
      case "ring" -> {
        return ring(request);
      }
      default -> {}
    }
    if (request.path().endsWith("crash")) {
      throw new NoClassDefFoundError("secret/internals");
    }
    String said = request.method() + " " + request.path() + " "
        + request.param("q").orElse("-") + " " + request.body().length + " " + request.user();
    return new AdminResponse(
            201,
            "text/plain; charset=utf-8",
            Map.of(),
            said.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .with(
            "X-Bell",
            "ding" + request.header("Authorization").orElse("")
                + request.header("Cookie").orElse(""))
        .with("Content-Security-Policy", "default-src *");
  }

  /** Tells all watchers, on the caller's thread, as often as it is asked to; says how many are left. */
  private static AdminResponse ring(AdminRequest request) {
    int size = Integer.parseInt(request.param("size").orElse("1"));
    int times = Integer.parseInt(request.param("times").orElse("1"));
    var event = new AdminEvent("rung", "x".repeat(size));
    for (int i = 0; i < times; i++) {
      WATCHERS.forEach(watcher -> watcher.accept(event));
    }
    return AdminResponse.json(200, String.valueOf(WATCHERS.size()));
  }

  /** Whoever asks with {@code q=nothing} has nothing to follow; the others hear of every {@code ring}. */
  @Override
  public Optional<AutoCloseable> watch(AdminRequest request, Consumer<AdminEvent> changes) {
    if (request.param("q").filter("nothing"::equals).isPresent()) {
      return Optional.empty();
    }
    WATCHERS.add(changes);
    changes.accept(
        new AdminEvent("hello", request.path() + " " + request.param("q").orElse("-")));
    return Optional.of(() -> WATCHERS.remove(changes));
  }
}
