package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.dialects.Dialect;
import io.github.webhookplugin.dialects.SecretsLeftOut;
import io.github.webhookplugin.dialects.Translation;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.settings.CheckedTemplates;
import io.github.webhookplugin.settings.SettingsWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an import does to each service of its document. For one request; made anew of each state of the settings. */
final class ImportPlan {
  /** What becomes of services whose ids are here already. */
  enum Existing {
    REFUSE,
    REPLACE,
    SKIP
  }

  private static final Pattern PLACE = Pattern.compile("/services/(\\d+)(/.*)?");

  /** A service of the document. */
  private record Part(Translation.Service from, @Nullable ServiceId id, List<String> missing) {}

  private final Translation read;
  private final Settings current;
  private final List<Part> parts = new ArrayList<>();
  private final List<Part> skipped = new ArrayList<>();
  private final List<Map<String, Object>> documents = new ArrayList<>();

  ImportPlan(Translation read, Settings current, Existing existing) {
    this.read = read;
    this.current = current;
    for (Translation.Service service : read.services()) {
      var fields = WebhookRoutes.known(new LinkedHashMap<>(service.fields()));
      var id = Optional.ofNullable(fields.get("id"))
          .flatMap(text -> DeliveryQuery.serviceId(String.valueOf(text)));
      boolean present = id.flatMap(current::service).isPresent();
      if (present && existing == Existing.SKIP) {
        skipped.add(new Part(service, id.get(), List.of()));
      } else {
        boolean keeps = present || read.dialect() != Dialect.OWN;
        parts.add(
            new Part(service, id.orElse(null), keeps ? List.of() : SecretsLeftOut.fill(fields)));
        documents.add(fields);
      }
    }
  }

  List<Map<String, Object>> documents() {
    return documents;
  }

  /** A problem of ours, at its place in the document. */
  SettingsProblem there(SettingsProblem problem) {
    var place = PLACE.matcher(problem.pointer());
    if (!place.matches()) {
      return read.dialect() == Dialect.OWN && !problem.pointer().isEmpty()
          ? new SettingsProblem("/general" + problem.pointer(), problem.message())
          : problem;
    }
    Translation.Service from = parts.get(Integer.parseInt(place.group(1))).from();
    return from.there(
        new SettingsProblem(Optional.ofNullable(place.group(2)).orElse(""), problem.message()));
  }

  /** The services that were read, in the order of {@link #documents}: present ones in their places, new ones behind. */
  List<WebhookService> services(Settings after) {
    var added = after.services().stream()
        .filter(service -> current.service(service.id()).isEmpty())
        .iterator();
    var services = new ArrayList<WebhookService>();
    for (Part part : parts) {
      ServiceId id = part.id();
      var present = Optional.ofNullable(id)
          .filter(one -> current.service(one).isPresent())
          .flatMap(after::service);
      services.add(present.orElseGet(added::next));
    }
    return services;
  }

  /** What was done, or would be. */
  List<Map<String, @Nullable Object>> done(Settings after) {
    var lines = new ArrayList<Map<String, @Nullable Object>>();
    var services = services(after);
    for (int i = 0; i < parts.size(); i++) {
      WebhookService service = services.get(i);
      var before = current.service(service.id());
      var fields = before
          .map(old -> List.copyOf(SettingsWriter.changedFields(old, service)))
          .orElse(List.of());
      String action = before.isEmpty() ? "added" : fields.isEmpty() ? "same" : "changed";
      var line = line(parts.get(i), service.name(), action);
      line.put("id", service.id().toString());
      line.put("enabled", service.enabled());
      line.put("fields", fields);
      lines.add(line);
    }
    skipped.forEach(part -> lines.add(line(part, name(part), "skipped")));
    return lines;
  }

  /** What stands in the way of which service. */
  List<Map<String, @Nullable Object>> refused(List<SettingsProblem> problems) {
    var lines = new ArrayList<Map<String, @Nullable Object>>();
    for (Part part : parts) {
      String pointer = part.from().pointer();
      boolean wrong = problems.stream()
          .anyMatch(problem ->
              problem.pointer().equals(pointer) || problem.pointer().startsWith(pointer + "/"));
      lines.add(line(part, name(part), wrong ? "refused" : "fine"));
    }
    skipped.forEach(part -> lines.add(line(part, name(part), "skipped")));
    return lines;
  }

  private static String name(Part part) {
    return part.from().fields().get("name") instanceof String name ? name : "";
  }

  private static Map<String, @Nullable Object> line(Part part, String name, String action) {
    var id = part.id();
    return JsonObjects.object(
        "pointer",
        part.from().pointer(),
        "id",
        id == null ? null : id.toString(),
        "name",
        name,
        "action",
        action,
        "enabled",
        null,
        "fields",
        List.of(),
        "missing",
        part.missing());
  }

  /** What an admin should know of the services that were read. */
  List<SettingsProblem> warnings(Settings after, ServiceWarnings known) {
    var warnings = new ArrayList<>(read.warnings());
    var services = services(after);
    for (int i = 0; i < services.size(); i++) {
      Translation.Service from = parts.get(i).from();
      WebhookService service = services.get(i);
      var found = read.dialect() == Dialect.OWN
          ? known.of(service, after.global())
          : CheckedTemplates.warnings(service);
      found.forEach(one -> warnings.add(from.there(one)));
    }
    return warnings;
  }
}
