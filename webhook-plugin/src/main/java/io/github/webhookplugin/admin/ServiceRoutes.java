package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.AuditAction;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.AuditEntry;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.settings.Result;
import io.github.webhookplugin.settings.SettingsBook;
import io.github.webhookplugin.settings.SettingsReader;
import io.github.webhookplugin.settings.SettingsWriter;
import io.github.webhookplugin.verdict.SimpleRules;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code services}: the services, one by one. */
final class ServiceRoutes {
  /** What answers have and documents need not: a client may send back what it got. */
  static final List<String> READ_ONLY = List.of("status", "warnings", "asRules", "unreadable");

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String UNREADABLE =
      "The stored secrets of this service cannot be read, so nothing is sent to it. Bring back the"
          + " secret.key that it was saved with, or enter its secrets again; what waits is sent then.";

  private final SettingsBook book;
  private final SettingsWriter writer;
  private final DeliveryLog log;
  private final StatusJson status;
  private final Engine engine;
  private final Body body;
  private final ServiceWarnings warnings;
  private final AddressLook addresses;

  ServiceRoutes(JsonApi.Parts parts, DeliveryJson deliveries, Body body, ServiceWarnings warnings) {
    this.book = parts.book();
    this.writer = parts.writer();
    this.log = parts.deliveries();
    this.status = new StatusJson(parts, deliveries);
    this.engine = parts.engine();
    this.body = body;
    this.warnings = warnings;
    this.addresses = new AddressLook(parts.engine().trials());
  }

  void mount(Router router) {
    router
        .on("GET", "api/v1/services", this::list)
        .on("POST", "api/v1/services", this::add)
        .on("GET", "api/v1/services/{id}", this::show)
        .on("PUT", "api/v1/services/{id}", this::replace)
        .on("PATCH", "api/v1/services/{id}", this::patch)
        .on("DELETE", "api/v1/services/{id}", this::remove)
        .on("POST", "api/v1/services/{id}/resume", this::resume);
  }

  /** The service whose id stands in the path. */
  static WebhookService named(Call call, Settings settings) {
    return id(call)
        .flatMap(settings::service)
        .orElseThrow(() ->
            Problem.of(404, "There is no service with this id. Was it removed? See v1/services."));
  }

  private AdminResponse list(Call call) {
    ActiveSettings active = book.active();
    if (call.request().param("brief").filter("true"::equals).isPresent()) {
      return brief(active);
    }
    Map<Integer, DeliveryRow> latest = log.latest();
    var services = active.settings().services().stream()
        .filter(service -> !service.profile().deleted())
        .map(service -> {
          var shown = new LinkedHashMap<>(writer.toPublic(service));
          var last = latest.get(active.number(service.id()));
          shown.put("status", status.of(service, active, last));
          return shown;
        })
        .toList();
    return Answers.json(
        200,
        JsonObjects.object(
            "services", services,
            "unreadable", unreadable(active),
            "settings", writer.toPublic(active.settings().global())));
  }

  /** What lists to choose from and numbers beside a title need. */
  private static AdminResponse brief(ActiveSettings active) {
    var services = active.settings().services().stream()
        .filter(service -> !service.profile().deleted())
        .map(service -> JsonObjects.object(
            "id", service.id().toString(), "name", service.name(), "enabled", service.enabled()))
        .toList();
    return Answers.json(200, JsonObjects.object("services", services));
  }

  /** Services that are stored and cannot be used: their deliveries wait. They can be removed. */
  private List<Map<String, @Nullable Object>> unreadable(ActiveSettings active) {
    return active.unreadable().stream()
        .map(id -> JsonObjects.object(
            "id", id.toString(),
            "name",
                log.service(active.number(id))
                    .map(DeliveryLog.KnownService::name)
                    .orElse(""),
            "message", UNREADABLE))
        .toList();
  }

  private AdminResponse add(Call call) {
    var document = document(body.object(call.request()));
    Settings after = accepted(book.change(
        (reader, current) -> addresses.checked(reader.addService(document, current), current),
        call.user()));
    var service = after.services().get(after.services().size() - 1);
    return saved(201, service).with("Location", "services/" + service.id());
  }

  private AdminResponse show(Call call) {
    Optional<Map<String, Object>> bare = id(call).flatMap(book::unreadable);
    if (bare.isPresent()) {
      bare.get().put("unreadable", UNREADABLE);
      return Answers.json(200, bare.get());
    }
    ActiveSettings active = book.active();
    var service = named(call, active.settings());
    var shown = new LinkedHashMap<>(writer.toPublic(service));
    shown.put("status", status.of(service, active));
    shown.put("asRules", writer.toPublic(SimpleRules.of(service.check(), service.failures())));
    return Answers.json(200, shown).with("ETag", ETags.of(writer.tag(service)));
  }

  private AdminResponse replace(Call call) {
    var document = document(body.object(call.request()));
    Optional<ServiceId> broken = id(call).filter(book.active().unreadable()::contains);
    return broken.isPresent() ? enterAgain(call, broken.get(), document) : replace(call, document);
  }

  /** Under the same id, so that what waits for it is sent. */
  private AdminResponse enterAgain(Call call, ServiceId id, Map<String, Object> document) {
    document.put("id", id.toString());
    return saved(
        200,
        named(
            call,
            accepted(book.change(
                (reader, current) ->
                    addresses.checked(reader.addService(document, current), current),
                call.user()))));
  }

  private AdminResponse replace(Call call, Map<String, Object> document) {
    return changed(call, (reader, id, current) -> reader.replaceService(id, document, current));
  }

  private AdminResponse patch(Call call) {
    var patch = document(body.patch(call.request()));
    return changed(call, (reader, id, current) -> reader.patchService(id, patch, current));
  }

  private AdminResponse remove(Call call) {
    Optional<ServiceId> broken = id(call).filter(book.active().unreadable()::contains);
    if (broken.isPresent() && book.removeUnreadable(broken.get(), call.user())) {
      return AdminResponse.empty(204);
    }
    change(call, (reader, id, current) -> reader.remove(id, current));
    return AdminResponse.empty(204);
  }

  /** Starts a stopped service again. One that is not stopped is left as it is, so that asking twice is no error. */
  private AdminResponse resume(Call call) {
    Body.checkTypeIfAny(call.request());
    ActiveSettings active = book.active();
    var service = named(call, active.settings());
    var audit = AuditEntry.of(call.user(), AuditAction.SERVICE_RESUMED, service.id());
    boolean resumed = Waiting.on(engine.resume(active.number(service.id()), audit), PATIENCE);
    return Answers.json(
        200, JsonObjects.object("resumed", resumed, "status", status.of(service, active)));
  }

  private interface Change {
    Result of(SettingsReader reader, ServiceId id, Settings current);
  }

  private AdminResponse changed(Call call, Change change) {
    return saved(200, named(call, change(call, change)));
  }

  /** What the client has seen is compared where nobody can change it in between. */
  private Settings change(Call call, Change change) {
    return accepted(book.change(
        (reader, current) -> {
          var present = named(call, current);
          ETags.check(call.request(), writer.tag(present));
          return addresses.checked(change.of(reader, present.id(), current), current);
        },
        call.user()));
  }

  private AdminResponse saved(int status, WebhookService service) {
    var shown = new LinkedHashMap<>(writer.toPublic(service));
    shown.put("warnings", Answers.problems(warnings.of(service, book.settings().global())));
    return Answers.json(status, shown).with("ETag", ETags.of(writer.tag(service)));
  }

  static Settings accepted(Result result) {
    if (result instanceof Result.Accepted accepted) {
      return accepted.settings();
    }
    var refused = (Result.Refused) result;
    throw refused.conflict()
        ? Problem.of(409, refused.problems().get(0).message())
        : Problem.invalid(refused.problems());
  }

  private static Map<String, Object> document(Map<String, Object> sent) {
    sent.keySet().removeAll(READ_ONLY);
    return sent;
  }

  private static Optional<ServiceId> id(Call call) {
    try {
      return Optional.of(ServiceId.parse(call.place("id")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
