package io.github.webhookplugin.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the services page shows, asked of the API once: the services with their status, and the counts of the
 * last day. For one request.
 */
final class Overview {
  private final Page page;
  private final Map<String, Object> answer;
  private final Map<String, Object> stats;
  private final List<ServiceRow> rows;

  private Overview(Page page, Map<String, Object> answer, Map<String, Object> stats) {
    this.page = page;
    this.answer = answer;
    this.stats = stats;
    this.rows = rows();
  }

  static Overview of(Page page) {
    return new Overview(page, page.api().get("services"), page.api().get("stats?hours=24"));
  }

  /** Of all services, in the order of the settings; those that cannot be read come last. */
  List<ServiceRow> services() {
    return rows;
  }

  Map<String, Object> stats() {
    return stats;
  }

  /** The settings for all services. */
  Map<?, ?> settings() {
    return answer.get("settings") instanceof Map<?, ?> settings ? settings : Map.of();
  }

  /** Whether sending is switched on for all. */
  boolean sending() {
    return !Boolean.FALSE.equals(settings().get("enabled"));
  }

  /** The model of {@code services-table}. */
  Map<String, @Nullable Object> table(ServiceQuery query) {
    List<ServiceRow> found = query.of(rows);
    var model = new HashMap<String, @Nullable Object>();
    model.put("rows", found.stream().map(row -> row.shown(page)).toList());
    model.put("none", rows.isEmpty());
    model.put("noMatch", !rows.isEmpty() && found.isEmpty());
    model.put("any", !found.isEmpty());
    model.put("muted", !sending());
    model.put("head", query.heads());
    model.put("orders", query.orders(page.texts()));
    return model;
  }

  private List<ServiceRow> rows() {
    var made = new ArrayList<ServiceRow>();
    var counts = DayCounts.byService(stats);
    var statuses = new ServiceStatus.Maker(page, sending());
    var wishes = new Wishes(page);
    for (Map<?, ?> service : ApiReply.maps(answer.get("services"))) {
      var day = counts.getOrDefault(String.valueOf(service.get("id")), DayCounts.NONE);
      Map<?, ?> now = service.get("status") instanceof Map<?, ?> map ? map : Map.of();
      made.add(new ServiceRow(
          service,
          statuses.of(Boolean.TRUE.equals(service.get("enabled")), now, day),
          day,
          wishes.of(service),
          true));
    }
    for (Map<?, ?> broken : ApiReply.maps(answer.get("unreadable"))) {
      var status = statuses.unreadable(String.valueOf(broken.get("message")));
      made.add(new ServiceRow(named(broken), status, DayCounts.NONE, "", false));
    }
    return made;
  }

  /** It may have lost its name with the rest. */
  private static Map<?, ?> named(Map<?, ?> broken) {
    var named = new LinkedHashMap<Object, @Nullable Object>(broken);
    if ("".equals(broken.get("name"))) {
      named.put("name", broken.get("id"));
    }
    return named;
  }
}
