package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Something that people or programs look at.
 *
 * @param path made of what a store is known to have; with its query
 * @param target the id of the element that is filled; empty: a whole page, or JSON
 */
record PageVisit(String name, Function<PastMonth.Known, String> path, String target) {
  private static final String BASE = "/plugins/webhook";
  private static final String RESULTS = "deliv-results";

  /** Everything that reads what grows with the log. */
  static List<PageVisit> all() {
    return List.of(
        page("services page", ""),
        fragment("services: summary", "summary", "summary"),
        fragment("services: table", "services/table", "services-table"),
        of("service", known -> "services/" + known.healthy()),
        page("editor, new", "services/new"),
        of("editor", known -> "services/" + known.healthy() + "/edit"),
        of("test drawer", known -> "services/" + known.healthy() + "/test"),
        page("history", "history"),
        page("transfer", "transfer"),
        page("who would get an event", "events/try"),
        page("deliveries page, 24 h", "deliveries"),
        results("1 h", "range=1h"),
        results("7 days", "range=7d"),
        results("all time", "range=all"),
        results("chosen time of 18 h", chosen(18 * 60, 5)),
        results("chosen time of 30 min", chosen(35, 5)),
        results("delivered", "range=all&result=delivered"),
        results("failed", "range=all&result=failed"),
        results("skipped", "range=all&result=skipped"),
        results("waiting", "range=all&result=waiting"),
        results("service", known -> "range=all&service=" + known.healthy()),
        results(
            "service that never fails, failed",
            known -> "range=all&result=failed&service=" + known.healthy()),
        results("service, failed", known -> "result=failed&service=" + known.healthy()),
        results("frequent type", "range=all&type=" + PastMonth.COMMON),
        results("rare type", "range=all&type=" + PastMonth.RARE),
        results("type that never was", "range=all&type=never.was"),
        results("type, failed", "range=all&result=failed&type=" + PastMonth.COMMON),
        results("search that finds", "range=all&q=nightly"),
        results("search that finds nothing", "range=all&q=nowhere"),
        results("search for an id", known -> "range=all&q=" + known.failed()),
        results("far back", known -> "range=all&cursor=" + known.early()),
        of("delivery drawer, delivered", known -> "deliveries/" + known.delivered(), "dialog-host"),
        of("delivery drawer, failed", known -> "deliveries/" + known.failed(), "dialog-host"),
        of("delivery as a whole page", known -> "deliveries/" + known.failed()),
        of("redelivery dialog", known -> "deliveries/" + known.failed() + "/redeliver"),
        page("events", "events"),
        page("events, rare type", "events?type=" + PastMonth.RARE),
        of("events, far back", known -> "events?cursor=" + known.early()),
        of("why", known -> "events/" + known.event()),
        page("api: services", "api/v1/services"),
        page("api: stats", "api/v1/stats"),
        page("api: stats of 30 days", "api/v1/stats?hours=720"),
        page("api: deliveries", "api/v1/deliveries"),
        page("api: deliveries/counts", "api/v1/deliveries/counts"),
        page("api: events", "api/v1/events"));
  }

  /** From so many minutes ago to so many; both logs have lines then: the small one's are of the last three quarters of an hour. */
  private static String chosen(int from, int to) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return "range=chosen&from=" + now.minus(from, ChronoUnit.MINUTES) + "&to="
        + now.minus(to, ChronoUnit.MINUTES);
  }

  private static PageVisit page(String name, String path) {
    return of(name, known -> path);
  }

  private static PageVisit of(String name, Function<PastMonth.Known, String> path) {
    return of(name, path, "");
  }

  private static PageVisit of(String name, Function<PastMonth.Known, String> path, String target) {
    return new PageVisit(name, path, target);
  }

  private static PageVisit fragment(String name, String path, String target) {
    return of(name, known -> path, target);
  }

  private static PageVisit results(String name, String query) {
    return results(name, known -> query);
  }

  private static PageVisit results(String name, Function<PastMonth.Known, String> query) {
    return of("deliveries: " + name, known -> "deliveries?" + query.apply(known), RESULTS);
  }

  AdminRequest request(PastMonth.Known known) {
    String address = path.apply(known);
    int query = address.indexOf('?');
    Map<String, String> headers =
        target.isEmpty() ? Map.of() : Map.of("HX-Request", "true", "HX-Target", target);
    return new AdminRequest(
        "GET",
        query < 0 ? address : address.substring(0, query),
        query < 0 ? Map.of() : params(address.substring(query + 1)),
        headers,
        new byte[0],
        "benchmark",
        AdminPermission.ALL,
        new AdminRequest.Page(BASE, Locale.ENGLISH, !target.isEmpty()));
  }

  private static Map<String, List<String>> params(String query) {
    var params = new LinkedHashMap<String, List<String>>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      params.put(pair.substring(0, equals), List.of(pair.substring(equals + 1)));
    }
    return params;
  }
}
