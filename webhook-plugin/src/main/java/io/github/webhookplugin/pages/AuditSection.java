package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who did what when: the list with its filter, and the same as a file. */
final class AuditSection implements Pages.Section {
  private static final int OF_PAGE = 50;
  private static final String TITLE = "audit.action.";
  private static final String LATELY = "audit.days.";
  private static final List<String> DAYS = List.of("", "1", "7", "30", "90");
  private static final Set<String> OF_DELIVERIES =
      Set.of("test-sent", "delivery-redelivered", "deliveries-retried", "deliveries-stopped");
  private static final List<String> ACTIONS = List.of(
      "service-added",
      "service-changed",
      "service-removed",
      "service-switched-on",
      "service-switched-off",
      "service-resumed",
      "settings-changed",
      "sending-switched-on",
      "sending-switched-off",
      "settings-imported",
      "settings-restored",
      "secret-changed",
      "secret-made",
      "secret-revealed",
      "keys-changed",
      "test-sent",
      "delivery-redelivered",
      "redelivery-started",
      "redelivery-cancelled",
      "deliveries-retried",
      "deliveries-stopped");

  @Override
  public void mount(Pages.Routes routes) {
    routes.on("GET", "audit", AuditSection::list);
    routes.on(
        "GET",
        "audit/file",
        page -> page.api()
            .file("audit/file?format=" + DeliveryFilter.encoded(page.param("format"))
                + filter(page)));
  }

  private static AdminResponse list(Page page) {
    String cursor = page.param("cursor");
    String filter = filter(page);
    Map<String, Object> found = page.api()
        .get("audit?limit=" + OF_PAGE + filter
            + (cursor.isEmpty() ? "" : "&cursor=" + DeliveryFilter.encoded(cursor)));
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> entry : ApiReply.maps(found.get("entries"))) {
      rows.add(row(page, entry));
    }
    var model = new HashMap<String, @Nullable Object>();
    model.put("rows", rows);
    model.put("none", rows.isEmpty());
    model.put("by", page.param("by"));
    model.put("service", page.param("service"));
    model.put("actions", options(page, TITLE, ACTIONS, page.param("action")));
    model.put("days", options(page, LATELY, DAYS, page.param("days")));
    model.put("filtered", !filter.isEmpty());
    model.put("query", query(page));
    model.put(
        "older",
        found.get("nextCursor") instanceof String next
            ? "?cursor=" + DeliveryFilter.encoded(next) + query(page)
            : null);
    return page.show("audit", model);
  }

  /** As the API reads it. */
  private static String filter(Page page) {
    var filter = new StringBuilder();
    for (String name : List.of("by", "action", "service")) {
      add(filter, name, page.param(name).strip());
    }
    String days = page.param("days");
    if (!days.isEmpty() && DAYS.contains(days)) {
      Instant since = page.now().minus(Duration.ofDays(Long.parseLong(days)));
      add(filter, "since", since.toString());
    }
    return filter.toString();
  }

  /** As the page's own address says it. */
  private static String query(Page page) {
    var query = new StringBuilder();
    for (String name : List.of("by", "action", "service", "days")) {
      add(query, name, page.param(name).strip());
    }
    return query.toString();
  }

  private static void add(StringBuilder query, String name, String value) {
    if (!value.isEmpty()) {
      query.append('&').append(name).append('=').append(DeliveryFilter.encoded(value));
    }
  }

  private static List<Map<String, @Nullable Object>> options(
      Page page, String group, List<String> values, String chosen) {
    var options = new ArrayList<Map<String, @Nullable Object>>();
    for (String value : values) {
      var option = new HashMap<String, @Nullable Object>();
      option.put("value", value);
      option.put("label", page.texts().say(group + (value.isEmpty() ? "any" : value)));
      option.put("selected", value.equals(chosen));
      options.add(option);
    }
    return options;
  }

  private static Map<String, @Nullable Object> row(Page page, Map<?, ?> entry) {
    Texts texts = page.texts();
    String action = String.valueOf(entry.get("action"));
    Map<?, ?> service = entry.get("service") instanceof Map<?, ?> map ? map : Map.of();
    long count = entry.get("count") instanceof Number n ? n.longValue() : 1;
    var row = new HashMap<String, @Nullable Object>();
    row.put("key", entry.get("id"));
    row.put("by", entry.get("by"));
    row.put("action", texts.has(TITLE + action) ? texts.say(TITLE + action) : action);
    row.put("name", service.get("name") == null ? service.get("id") : service.get("name"));
    row.put("detail", entry.get("detail"));
    row.put("times", count == 1 ? null : texts.say("audit.times", page.figures().count(count)));
    row.put("look", look(action, entry.get("about"), service.get("id")));
    Instant at = Page.moment(entry.get("at")).orElseThrow();
    row.put("iso", at.toString());
    row.put("ago", page.figures().ago(at));
    row.put("moment", Figures.moment(at));
    return row;
  }

  /** The drawer of what it was done to; null: there is none. */
  private static @Nullable String look(
      String action, @Nullable Object about, @Nullable Object service) {
    boolean many = action.startsWith("redelivery-") || action.equals("settings-imported");
    if (about == null || many || action.equals("settings-restored")) {
      return null;
    }
    if (OF_DELIVERIES.contains(action)) {
      return "deliveries/" + about;
    }
    boolean general = action.startsWith("settings-") || action.startsWith("sending-");
    return general
        ? "history/" + about + "/global"
        : service == null ? null : "history/" + about + "/" + service;
  }
}
