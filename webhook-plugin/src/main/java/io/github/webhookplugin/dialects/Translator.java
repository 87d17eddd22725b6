package io.github.webhookplugin.dialects;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns documents of other systems into services of ours, and back. Immutable; shared between threads. */
public final class Translator {
  /** The most services of one document. */
  public static final int MAX_SERVICES = 1_000;

  private static final String DRAFT = "Imported draft";

  private static final Map<String, String> SAME_PLACES = Map.of(
      "url", "/endpoint",
      "secret", "/secretKey",
      "headers", "/headers",
      "queryParams", "/queryParams",
      "receivers", "/receivers",
      "method", "/httpMethod");

  private final Starts starts;

  public Translator(ReadyMade presets) {
    this.starts = new Starts(presets);
  }

  /**
   * What a document says, in our words.
   *
   * @param dialect null: found out by the document's names
   * @param strict what would be left out is a problem
   * @param name for a document without a name of its own; null: made of the address
   */
  public Translation read(
      Map<?, ?> document, @Nullable Dialect dialect, boolean strict, @Nullable String name) {
    var notes = new Notes(strict);
    Dialect spoken = dialect == null ? Dialect.detect(document).orElse(null) : dialect;
    if (spoken == null) {
      notes.problem(
          "",
          "Nobody's settings look like this. Expected “webhookConfig” (OpenMetadata's webhook),"
              + " “destinations” (its subscription), “endpoint” (its action) or “services”.");
      return new Translation(Dialect.OWN, Map.of(), List.of(), notes.warnings(), notes.problems());
    }
    var source = new Source(document, "", notes);
    var global = global(source, spoken);
    var services = services(source, spoken, name);
    if (services.isEmpty() && global.isEmpty() && notes.problems().isEmpty()) {
      notes.problem("", "There is no service in this document.");
    }
    if (services.size() > MAX_SERVICES) {
      notes.problem(
          "", "Expected at most %,d services, found %,d.".formatted(MAX_SERVICES, services.size()));
    }
    return new Translation(spoken, global, services, notes.warnings(), notes.problems());
  }

  /**
   * A bare block of header lines, as AMMDS keeps them: a draft, for it has no address.
   *
   * @param name null: the usual one
   */
  public Translation headers(String lines, boolean strict, @Nullable String name) {
    var notes = new Notes(strict);
    var services = new ArrayList<Translation.Service>();
    if (lines.indexOf(':') < 0) {
      notes.problem(
          "", "Expected JSON, or header lines such as “Authorization: Bearer …”, found neither.");
    } else {
      services.add(AmmdsSettings.ofHeaders(lines, name == null ? DRAFT : name, notes));
    }
    return new Translation(Dialect.AMMDS, Map.of(), services, notes.warnings(), notes.problems());
  }

  private static Map<String, Object> global(Source source, Dialect dialect) {
    return switch (dialect) {
      case AMMDS -> AmmdsSettings.global(source);
      case OWN ->
        source
            .object("general")
            .map(general -> JsonValues.withNulls(JsonValues.copyOfMap(general.values())))
            .orElse(Map.of());
      default -> Map.of();
    };
  }

  /** What becomes of a service when it is to be as an entity says. Strict. */
  public Translation onto(Map<String, ?> present, Map<?, ?> entity) {
    var notes = new Notes(true);
    var fields = WebhookEntity.onto(present, new Source(entity, "", notes), starts);
    return new Translation(
        Dialect.OPENMETADATA_WEBHOOK,
        Map.of(),
        List.of(new Translation.Service(fields, "", WebhookEntity.PLACES)),
        notes.warnings(),
        notes.problems());
  }

  private List<Translation.Service> services(
      Source source, Dialect dialect, @Nullable String name) {
    return switch (dialect) {
      case OPENMETADATA_WEBHOOK -> entities(source);
      case OPENMETADATA_ACTION -> List.of(action(source, name));
      case OPENMETADATA_SUBSCRIPTION -> EventSubscription.toServices(source, starts);
      case AMMDS -> AmmdsSettings.services(source);
      case OWN -> own(source);
    };
  }

  private List<Translation.Service> entities(Source source) {
    String many = Dialect.many(source.values());
    var all = many == null ? List.of(source) : source.objects(many);
    var services = new ArrayList<Translation.Service>();
    for (Source entity : all) {
      services.add(new Translation.Service(
          WebhookEntity.toService(entity, starts), entity.pointer(), WebhookEntity.PLACES));
    }
    return services;
  }

  /** An action has no name: it lives in a subscription. */
  private Translation.Service action(Source source, @Nullable String name) {
    var service = WebhookAction.toService(source, starts);
    service.put("name", name == null ? nameOf(String.valueOf(service.get("url"))) : name);
    return new Translation.Service(service, source.pointer(), SAME_PLACES);
  }

  static String nameOf(String url) {
    if (url.equals(WebhookAction.NOWHERE)) {
      return DRAFT;
    }
    try {
      return Objects.requireNonNullElse(URI.create(url.strip()).getHost(), "Imported webhook");
    } catch (IllegalArgumentException notAnAddress) {
      return "Imported webhook";
    }
  }

  private static List<Translation.Service> own(Source source) {
    var all = source.has("services")
        ? source.objects("services")
        : source.has("general") ? List.<Source>of() : List.of(source);
    var services = new ArrayList<Translation.Service>();
    for (Source service : all) {
      var fields = JsonValues.withNulls(JsonValues.copyOfMap(service.values()));
      fields.remove("status");
      fields.remove("warnings");
      var places = new LinkedHashMap<String, String>();
      fields.keySet().forEach(field -> places.put(field, "/" + field));
      services.add(new Translation.Service(fields, service.pointer(), places));
    }
    return services;
  }

  /**
   * Services in another dialect, without secrets.
   *
   * @param services their public forms
   * @param names their names for programs, in the same order
   */
  public static List<Map<String, Object>> write(
      List<? extends Map<String, ?>> services, List<String> names, Dialect dialect) {
    if (dialect == Dialect.OPENMETADATA_SUBSCRIPTION) {
      return EventSubscription.of(services, names);
    }
    var written = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < services.size(); i++) {
      written.add(
          switch (dialect) {
            case OPENMETADATA_WEBHOOK -> EntityDocument.of(services.get(i), names.get(i), false);
            case OPENMETADATA_ACTION -> WebhookAction.of(services.get(i));
            default -> throw new IllegalArgumentException("nothing is written as " + dialect);
          });
    }
    return written;
  }
}
