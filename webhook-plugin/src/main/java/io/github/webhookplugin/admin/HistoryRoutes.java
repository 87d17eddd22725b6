package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.SettingChange;
import io.github.webhookplugin.outbox.SettingsLog;
import io.github.webhookplugin.outbox.SettingsLog.Place;
import io.github.webhookplugin.settings.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code history}: who changed which settings when, what exactly, and back to that again. */
final class HistoryRoutes {
  private static final int MOST = 200;
  private static final int USUAL = 50;
  private static final String ONE = "api/v1/history/{version}/{document}";

  private final JsonApi.Parts parts;
  private final SettingsLog log;
  private final HistoryJson json;
  private final ServiceWarnings warnings;

  HistoryRoutes(JsonApi.Parts parts, ServiceWarnings warnings) {
    this.parts = parts;
    this.log = parts.deliveries().settings();
    this.json = new HistoryJson(parts);
    this.warnings = warnings;
  }

  void mount(Router router) {
    router
        .on("GET", "api/v1/history", this::list)
        .on("GET", ONE, this::show)
        .on("POST", ONE + "/restore", this::restore);
  }

  private AdminResponse list(Call call) {
    var query = new Query(call.request(), List.of("service", "document", "limit", "cursor"));
    var service = query.one("service", "the id of a service", DeliveryQuery::serviceId);
    var document = query.one("document", "“global”", HistoryRoutes::global);
    int limit = query.number("limit", 1, MOST, USUAL);
    var after = query
        .one("cursor", "the nextCursor of an earlier answer", HistoryRoutes::cursor)
        .orElse(Place.START);
    query.check();
    String name = service.map(id -> HistoryJson.SERVICE + id).or(() -> document).orElse(null);
    List<SettingChange> found = log.page(name, after, limit + 1);
    boolean more = found.size() > limit;
    var page = more ? found.subList(0, limit) : found;
    return Answers.json(
        200,
        JsonObjects.object(
            "changes",
            page.stream().map(json::line).toList(),
            "nextCursor",
            more ? cursor(page.get(page.size() - 1)) : null));
  }

  private static Optional<String> global(String text) {
    return text.equals(HistoryJson.GLOBAL) ? Optional.of(text) : Optional.empty();
  }

  private static String cursor(SettingChange change) {
    return change.version() + "-" + HistoryJson.place(change);
  }

  private static Optional<Place> cursor(String text) {
    int dash = text.indexOf('-');
    return dash < 0
        ? Optional.empty()
        : version(text.substring(0, dash))
            .flatMap(
                version -> name(text.substring(dash + 1)).map(name -> new Place(version, name)));
  }

  /** The name of a document in the store. */
  private static Optional<String> name(String place) {
    return place.equals(HistoryJson.GLOBAL)
        ? Optional.of(place)
        : DeliveryQuery.serviceId(place).map(id -> HistoryJson.SERVICE + id);
  }

  private static Optional<Long> version(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private SettingChange named(Call call) {
    return version(call.place("version"))
        .flatMap(version -> name(call.place("document")).flatMap(name -> log.find(version, name)))
        .orElseThrow(() -> Problem.of(
            404, "No change of this document came with this version. See" + " v1/history."));
  }

  private AdminResponse show(Call call) {
    var change = named(call);
    var answer = Answers.json(200, json.whole(change));
    return today(change)
        .map(service -> answer.with("ETag", ETags.of(parts.writer().tag(service))))
        .orElse(answer);
  }

  private Optional<WebhookService> today(SettingChange change) {
    return HistoryJson.isGlobal(change)
        ? Optional.empty()
        : parts.book().settings().service(ServiceId.parse(HistoryJson.place(change)));
  }

  private AdminResponse restore(Call call) {
    Body.checkTypeIfAny(call.request());
    var change = named(call);
    String document = change.document();
    if (document == null) {
      throw Problem.of(
          409,
          "With this version the service was removed. Restore version " + change.former()
              + " of it, the one before.");
    }
    return HistoryJson.isGlobal(change)
        ? restoreGeneral(document, call.user())
        : restoreService(change, document, call);
  }

  private AdminResponse restoreGeneral(String document, String who) {
    var general = new LinkedHashMap<>(json.general(document));
    Settings after = ServiceRoutes.accepted(
        parts.book().change((reader, current) -> reader.read(general, current), who));
    return Answers.json(200, parts.writer().toPublic(after.global()));
  }

  private AdminResponse restoreService(SettingChange change, String document, Call call) {
    WebhookService then = parts
        .history()
        .whole(document)
        .orElseThrow(() -> Problem.of(
            409,
            "The address and the secrets of that version cannot be read any more, for want of the"
                + " secret.key that it was saved with. Bring the key back, or enter the service"
                + " again."));
    WebhookService last = json.last(change).orElse(then);
    Result result = parts
        .book()
        .change(
            (reader, current) -> {
              checkSeen(call.request(), current.service(then.id()));
              return reader.restoreService(then, last, current);
            },
            call.user());
    Settings after = ServiceRoutes.accepted(result);
    WebhookService service = after.service(then.id()).orElseThrow();
    Map<String, Object> shown = new LinkedHashMap<>(parts.writer().toPublic(service));
    shown.put("warnings", Answers.problems(warnings.of(service, after.global())));
    return Answers.json(200, shown).with("ETag", ETags.of(parts.writer().tag(service)));
  }

  /** Who has seen a service wants to change that one: not one that was changed, or removed, meanwhile. */
  private void checkSeen(AdminRequest request, Optional<WebhookService> present) {
    ETags.check(request, present.map(parts.writer()::tag).orElse(""));
  }
}
