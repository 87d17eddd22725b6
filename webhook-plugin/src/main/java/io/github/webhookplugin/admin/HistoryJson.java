package io.github.webhookplugin.admin;

import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.PastSetting;
import io.github.webhookplugin.outbox.SettingChange;
import io.github.webhookplugin.settings.Difference;
import io.github.webhookplugin.settings.DocumentException;
import io.github.webhookplugin.settings.SettingsWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes of settings as answers show them, never with a secret. */
final class HistoryJson {
  static final String GLOBAL = "global";
  static final String SERVICE = "service/";

  private final JsonApi.Parts parts;

  HistoryJson(JsonApi.Parts parts) {
    this.parts = parts;
  }

  /** What stands in paths for a document: {@code global}, or the id of a service. */
  static String place(SettingChange change) {
    return isGlobal(change) ? GLOBAL : change.name().substring(SERVICE.length());
  }

  static boolean isGlobal(SettingChange change) {
    return change.name().equals(GLOBAL);
  }

  /** A line of the list. */
  Map<String, @Nullable Object> line(SettingChange change) {
    return JsonObjects.object(
        "version", change.version(),
        "document", place(change),
        "kind", kind(change),
        "name", name(change),
        "at", Instant.ofEpochMilli(change.at()),
        "by", change.who(),
        "fields", List.copyOf(fields(change)),
        "restores", change.document() == null ? change.former() : change.version());
  }

  /** With what the change did, field by field. */
  Map<String, @Nullable Object> whole(SettingChange change) {
    var shown = line(change);
    boolean readable = isGlobal(change) || sides(change).readable(change);
    shown.put("readable", readable);
    shown.put(
        "changes",
        readable ? differences(change).stream().map(HistoryJson::shown).toList() : List.of());
    return shown;
  }

  private static Map<String, @Nullable Object> shown(Difference difference) {
    return JsonObjects.object(
        "pointer", difference.pointer(),
        "before", difference.before(),
        "after", difference.after(),
        "secret", difference.secret());
  }

  /** The first of the general settings changed what they are without anybody's doing. */
  private static String kind(SettingChange change) {
    if (change.document() == null) {
      return "removed";
    }
    return change.formerDocument() == null && !isGlobal(change) ? "added" : "changed";
  }

  private @Nullable String name(SettingChange change) {
    String document = change.document() == null ? change.formerDocument() : change.document();
    return isGlobal(change) || document == null
        ? null
        : parsed(document).get("name") instanceof String name ? name : "";
  }

  private Set<String> fields(SettingChange change) {
    if (isGlobal(change)) {
      var names = new LinkedHashSet<String>();
      differences(change).forEach(one -> names.add(one.pointer().substring(1).split("/", 2)[0]));
      return names;
    }
    var sides = sides(change);
    return sides.before() == null || sides.after() == null
        ? Set.of()
        : SettingsWriter.changedFields(sides.before(), sides.after());
  }

  private List<Difference> differences(SettingChange change) {
    if (isGlobal(change)) {
      return Difference.of(
          general(change.formerDocument()), general(change.document()), otherSecrets(change));
    }
    var sides = sides(change);
    var start = parts.history().start(ServiceId.parse(place(change)));
    var others = others(change, sides);
    var before = sides.before() == null ? start : parts.history().shown(sides.before(), others);
    var after = sides.after() == null ? start : parts.history().shown(sides.after(), others);
    var found = new ArrayList<>(Difference.of(before, after, fields(change)));
    if (sides.before() == null || sides.after() == null) {
      found.removeIf(one -> one.pointer().equals("/secret/set"));
    }
    return found;
  }

  private List<String> otherSecrets(SettingChange change) {
    return change.formerDocument() == null || change.document() == null
        ? List.of()
        : parts.history().otherSecrets(parsed(change.formerDocument()), parsed(change.document()));
  }

  /** The versions of a service whose secrets count. */
  private List<WebhookService> others(SettingChange change, Sides sides) {
    return Stream.of(
            Optional.ofNullable(sides.before()), Optional.ofNullable(sides.after()), last(change))
        .flatMap(Optional::stream)
        .toList();
  }

  /** A service as it is, or as it was last if it is removed; empty if that cannot be read. */
  Optional<WebhookService> last(SettingChange change) {
    Optional<WebhookService> today =
        parts.book().settings().service(ServiceId.parse(place(change)));
    return today.isPresent()
        ? today
        : parts.deliveries().changes(place(change), 0, 1).stream()
            .map(PastSetting::document)
            .findFirst()
            .flatMap(parts.history()::whole);
  }

  /** A service before and after; null: there was none, or it cannot be read. */
  private record Sides(
      @Nullable WebhookService before, @Nullable WebhookService after) {
    boolean readable(SettingChange change) {
      return (change.formerDocument() == null) == (before == null)
          && (change.document() == null) == (after == null);
    }
  }

  private Sides sides(SettingChange change) {
    return new Sides(service(change.formerDocument()), service(change.document()));
  }

  private @Nullable WebhookService service(@Nullable String document) {
    return document == null ? null : parts.history().whole(document).orElse(null);
  }

  Map<String, Object> general(@Nullable String document) {
    return document == null
        ? parts.writer().toPublic(GlobalSettings.DEFAULT)
        : SettingsWriter.withoutSecrets(parsed(document));
  }

  /** A document's fields; none if it is damaged. */
  Map<String, Object> parsed(String document) {
    try {
      return parts.reader().parse(document.getBytes(StandardCharsets.UTF_8));
    } catch (DocumentException damaged) {
      return Map.of();
    }
  }
}
