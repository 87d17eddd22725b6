package io.github.webhookplugin.admin;

import io.github.webhookplugin.dialects.ChangeDescription;
import io.github.webhookplugin.dialects.EntityDocument;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.ApiNames;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.PastSetting;
import io.github.webhookplugin.settings.SettingsWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Services as OpenMetadata's webhook entities (seed rows W-39 to W-57). */
final class WebhookJson {
  /** Where they are, below the host's path for this plugin. */
  static final String PATH = "openmetadata/v1/webhooks";

  private final JsonApi.Parts parts;
  private final StatusJson status;

  WebhookJson(JsonApi.Parts parts, DeliveryJson deliveries) {
    this.parts = parts;
    this.status = new StatusJson(parts, deliveries);
  }

  /** The names of all services for programs. */
  static Map<ServiceId, String> names(ActiveSettings active) {
    return ApiNames.of(active.settings().services());
  }

  static String name(WebhookService service, Map<ServiceId, String> names) {
    return names.getOrDefault(service.id(), ApiNames.of(service));
  }

  /** What can be changed, and what is only shown. */
  Map<String, @Nullable Object> whole(WebhookService service, ActiveSettings active) {
    return whole(service, active, names(active));
  }

  Map<String, @Nullable Object> whole(
      WebhookService service, ActiveSettings active, Map<ServiceId, String> names) {
    var entity = document(service, names);
    putStatus(entity, service, active);
    putVersion(entity, service.id().toString(), 0);
    return entity;
  }

  /** A service as it was in a version, without how it was doing; empty if there is none or it cannot be read. */
  Optional<Map<String, @Nullable Object>> past(ServiceId id, int version) {
    int newest = parts.deliveries().countChanges(id.toString());
    if (version < 1 || version > newest) {
      return Optional.empty();
    }
    int skip = newest - version;
    return parts.deliveries().changes(id.toString(), skip, 1).stream()
        .findFirst()
        .flatMap(change -> parts.history().whole(change.document()))
        .map(this::asToday)
        .map(service -> {
          var entity = document(service, Map.of());
          putVersion(entity, id.toString(), skip);
          return entity;
        });
  }

  private Map<String, @Nullable Object> document(
      WebhookService service, Map<ServiceId, String> names) {
    String name = name(service, names);
    var entity = JsonObjects.object(
        "id", service.id().toString(), "name", name, "fullyQualifiedName", fqn(name));
    entity.putAll(EntityDocument.of(parts.writer().toPublic(service), name, true));
    entity.put("deleted", service.profile().deleted());
    entity.put("href", PATH + "/" + service.id());
    return entity;
  }

  /** In quotation marks if there is a dot inside. */
  private static String fqn(String name) {
    return name.contains(".") ? '"' + name + '"' : name;
  }

  private void putStatus(
      Map<String, @Nullable Object> entity, WebhookService service, ActiveSettings active) {
    var shown = status.of(service, active, null);
    entity.put("status", shown.get("state"));
    if (shown.get("failureDetails") instanceof Map<?, ?> details) {
      var millis = new LinkedHashMap<String, @Nullable Object>();
      details.forEach((name, value) -> millis.put(
          String.valueOf(name),
          value instanceof Instant instant ? (Object) instant.toEpochMilli() : value));
      entity.put("failureDetails", millis);
    }
  }

  /** Tells the version with so many newer ones behind it, and what was new in it. */
  private void putVersion(Map<String, @Nullable Object> entity, String id, int skip) {
    var changes = parts.deliveries().changes(id, skip, 2);
    if (changes.isEmpty()) {
      return;
    }
    PastSetting change = changes.get(0);
    entity.put("version", number(parts.deliveries().countChanges(id) - skip));
    entity.put("updatedAt", change.at());
    entity.put("updatedBy", change.who());
    described(changes).ifPresent(said -> entity.put("changeDescription", said));
  }

  private Optional<Map<String, Object>> described(List<PastSetting> changes) {
    if (changes.size() < 2) {
      return Optional.empty();
    }
    var after = parts.history().whole(changes.get(0).document());
    var before = parts.history().whole(changes.get(1).document());
    if (after.isEmpty() || before.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(ChangeDescription.of(
        SettingsWriter.changedFields(before.get(), after.get()),
        parts.writer().toPublic(asToday(before.get())),
        parts.writer().toPublic(asToday(after.get()))));
  }

  /** An address that is a secret today was none to show before either. */
  private WebhookService asToday(WebhookService past) {
    boolean secret = parts
        .book()
        .settings()
        .service(past.id())
        .filter(service -> service.request().secretUrl())
        .isPresent();
    return secret ? past.with(past.request().hidden(), past.delivery()) : past;
  }

  /** The first is 0.1, each next one a tenth more. */
  static BigDecimal number(int version) {
    return BigDecimal.valueOf(version, 1);
  }
}
