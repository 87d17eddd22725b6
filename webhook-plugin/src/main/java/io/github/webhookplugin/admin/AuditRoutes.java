package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.model.AuditAction;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.outbox.AuditLog;
import io.github.webhookplugin.outbox.AuditLog.Filter;
import io.github.webhookplugin.outbox.AuditLog.Line;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code audit}: who did what when, as a page or as a file. */
final class AuditRoutes {
  private static final int MOST = 200;
  private static final int USUAL = 50;
  private static final int MOST_IN_FILE = 10_000;
  private static final List<String> FILTER = List.of("by", "action", "service", "since", "until");
  private static final List<String> PAGE = with("limit", "cursor");
  private static final List<String> FILE = with("format");
  private static final String ACTIONS =
      Arrays.stream(AuditAction.values()).map(AuditAction::word).collect(Collectors.joining(", "));

  private final JsonApi.Parts parts;
  private final AuditLog log;

  AuditRoutes(JsonApi.Parts parts) {
    this.parts = parts;
    this.log = parts.deliveries().audit();
  }

  void mount(Router router) {
    router.on("GET", "api/v1/audit", this::list).on("GET", "api/v1/audit/file", this::file);
  }

  private static List<String> with(String... more) {
    return Stream.concat(FILTER.stream(), Stream.of(more)).toList();
  }

  private AdminResponse list(Call call) {
    var query = new Query(call.request(), PAGE);
    Filter filter = filter(query);
    int limit = query.number("limit", 1, MOST, USUAL);
    long below = query
        .one("cursor", "the nextCursor of an earlier answer", id -> DeliveryQuery.key(id, parts))
        .orElse(Long.MAX_VALUE);
    query.check();
    List<Line> found = log.page(filter, below, limit + 1);
    boolean more = found.size() > limit;
    var page = more ? found.subList(0, limit) : found;
    return Answers.json(
        200,
        JsonObjects.object(
            "entries",
            page.stream().map(this::shown).toList(),
            "nextCursor",
            more ? id(page.get(page.size() - 1)) : null));
  }

  private AdminResponse file(Call call) {
    var query = new Query(call.request(), FILE);
    Filter filter = filter(query);
    boolean csv = query
        .one(
            "format",
            "csv or json",
            word -> Optional.of(word).filter(Set.of("csv", "json")::contains))
        .filter("csv"::equals)
        .isPresent();
    query.check();
    List<Line> lines = log.page(filter, Long.MAX_VALUE, MOST_IN_FILE);
    return csv
        ? Answers.file("audit.csv", "text/csv; charset=utf-8", csv(lines))
        : Answers.file(
            "audit.json",
            "application/json",
            JsonObjects.bytes(
                JsonObjects.object("entries", lines.stream().map(this::shown).toList())));
  }

  private Filter filter(Query query) {
    var who = query.one("by", "a name", Optional::of);
    var actions = query.all("action", "one of " + ACTIONS, AuditAction::of);
    var service = query.one("service", "the id of a service", DeliveryQuery::serviceId);
    var since = time(query, "since");
    var until = time(query, "until");
    return new Filter(
        who.orElse(null),
        Set.copyOf(actions),
        service.map(ServiceId::toString).orElse(null),
        since.orElse(null),
        until.orElse(null));
  }

  private Optional<Long> time(Query query, String name) {
    return query.one(
        name,
        "a time such as 2026-11-21T08:15:30Z",
        text -> DeliveryQuery.millis(text, DeliveryQuery.latest(parts)));
  }

  private Map<String, @Nullable Object> shown(Line line) {
    return JsonObjects.object(
        "id", id(line),
        "at", Instant.ofEpochMilli(line.at()),
        "by", line.who(),
        "action", line.action(),
        "service",
            line.service() == null
                ? null
                : JsonObjects.object("id", line.service(), "name", line.name()),
        "about", line.about().isEmpty() ? null : line.about(),
        "count", line.count(),
        "detail", line.detail().isEmpty() ? null : line.detail());
  }

  private static byte[] csv(List<Line> lines) {
    var table = new Csv("at", "by", "action", "service", "service id", "about", "count", "detail");
    for (Line line : lines) {
      table.row(
          Instant.ofEpochMilli(line.at()),
          line.who(),
          line.action(),
          line.name(),
          line.service(),
          line.about(),
          line.count(),
          line.detail());
    }
    return table.bytes();
  }

  private String id(Line line) {
    return parts.outbox().ids().of(line.entry()).toString();
  }
}
