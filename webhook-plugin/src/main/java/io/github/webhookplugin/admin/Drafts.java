package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.settings.Result;
import io.github.webhookplugin.settings.SettingsReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads services that are not saved, the way they would be saved. */
final class Drafts {
  /** What a request is made of; the rest of a service says when to send it and how to tell that it went well. */
  private static final List<String> TEMPLATES = List.of(
      "id",
      "url",
      "secretUrl",
      "method",
      "headers",
      "queryParams",
      "body",
      "signature",
      "secret",
      "oauth2",
      "timeFormat",
      "batchSize",
      "batchBody");

  /** What answers are judged by. */
  private static final List<String> JUDGING = List.of("check", "rules", "retryEveryFailure");

  private static final String SOME_NAME = "Preview";
  private static final String SOME_URL = "https://receiver.example/";

  private final SettingsReader reader;

  Drafts(SettingsReader reader) {
    this.reader = reader;
  }

  /**
   * A service that was read.
   *
   * @param service null if it cannot be
   * @param problems why it could not be saved; empty if it could
   */
  record Draft(@Nullable WebhookService service, List<SettingsProblem> problems) {}

  /** Reads a whole service; with an {@code id}, it keeps that service's secrets. */
  Draft read(Map<String, Object> document, Settings current) {
    return draft(document, current);
  }

  /** Reads as much as a request can be made of: a document without name and URL is one of templates only. */
  Draft readTemplates(Map<String, Object> document, Settings current) {
    boolean whole = document.containsKey("name") || document.containsKey("url");
    var draft =
        whole ? draft(document, current) : draft(complete(document), only(document, current));
    if (draft.service() != null) {
      return draft;
    }
    var templates = new LinkedHashMap<>(document);
    templates.keySet().retainAll(TEMPLATES);
    var request = draft(complete(templates), only(document, current));
    return new Draft(request.service(), draft.problems());
  }

  /** Reads what answers are judged by; what else a service has may be there, and does not matter. */
  Draft readJudging(Map<String, Object> document, Settings current) {
    var judging = new LinkedHashMap<>(document);
    judging.keySet().retainAll(JUDGING);
    return draft(complete(judging), new Settings(current.version(), current.global(), List.of()));
  }

  private Draft draft(Map<String, Object> document, Settings current) {
    var id = id(document);
    Result result = id.map(saved -> reader.replaceService(saved, document, current))
        .orElseGet(() -> reader.addService(document, current));
    if (result instanceof Result.Refused refused) {
      return new Draft(null, refused.problems());
    }
    Settings read = ((Result.Accepted) result).settings();
    var last = read.services().get(read.services().size() - 1);
    return new Draft(id.flatMap(read::service).orElse(last), List.of());
  }

  /** With a name and an address, which a request of templates does not need. */
  private static Map<String, Object> complete(Map<String, Object> document) {
    var complete = new LinkedHashMap<>(document);
    complete.putIfAbsent("name", SOME_NAME);
    complete.putIfAbsent("url", SOME_URL);
    return complete;
  }

  /** Without the other services, whose names do not matter then, but for those that the document names. */
  private static Settings only(Map<String, Object> document, Settings current) {
    Optional<ServiceId> id = id(document);
    String named = document.get("fallback") + " " + document.get("downstream");
    var kept = current.services().stream()
        .filter(service -> id.filter(service.id()::equals).isPresent()
            || named.contains(service.id().toString()))
        .toList();
    return new Settings(current.version(), current.global(), kept);
  }

  private static Optional<ServiceId> id(Map<String, Object> document) {
    try {
      return document.get("id") instanceof String id
          ? Optional.of(ServiceId.parse(id))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
