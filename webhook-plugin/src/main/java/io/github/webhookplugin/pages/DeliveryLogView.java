package io.github.webhookplugin.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The log as its views show it: filters, histogram, a page of rows. For one request. */
final class DeliveryLogView {
  private static final int OF_PAGE = 25;

  private final Page page;
  private final DeliveryFilter filter;
  private final Instant now;

  DeliveryLogView(Page page) {
    this.page = page;
    this.filter = DeliveryFilter.of(page);
    this.now = page.now();
  }

  /** The whole page. */
  Map<String, @Nullable Object> model() {
    var model = results();
    model.put("q", filter.text());
    model.put("services", services());
    model.put("results", results(page.texts()));
    model.put("types", types());
    model.put("ranges", ranges());
    model.put("from", Stretch.written(filter.chosen().from()));
    model.put("to", Stretch.written(filter.chosen().to()));
    model.put("before", filter.before().word());
    return model;
  }

  /** What changes with the filters. */
  Map<String, @Nullable Object> results() {
    String cursor = page.param("cursor");
    Map<String, Object> found = found(cursor, page.param("newer"));
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> delivery : ApiReply.maps(found.get("deliveries"))) {
      rows.add(new DeliveryLine(page, delivery).row());
    }
    var model = new HashMap<String, @Nullable Object>();
    model.put("rows", rows);
    model.put("any", !rows.isEmpty());
    model.put("noMatch", rows.isEmpty() && (filter.narrows() || !cursor.isEmpty()));
    model.put("none", rows.isEmpty() && !filter.narrows() && cursor.isEmpty());
    model.put("address", filter.address());
    model.put("older", turn("cursor", found.get("nextCursor")));
    model.put("newer", turn("newer", found.get("newerCursor")));
    model.put(
        "searched",
        found.get("searched") instanceof Number lines
            ? page.texts().say("deliveries.searched", page.figures().count(lines.longValue()))
            : null);
    putCounts(model);
    putActions(model);
    return model;
  }

  /** The newest page is always a full one, whichever way one comes to it. */
  private Map<String, Object> found(String cursor, String newer) {
    Map<String, Object> found = page.api()
        .get("deliveries?" + filter.query(now)
            + (cursor.isEmpty() ? "" : "cursor=" + DeliveryFilter.encoded(cursor) + "&")
            + (newer.isEmpty() ? "" : "newer=" + DeliveryFilter.encoded(newer) + "&")
            + "limit=" + OF_PAGE);
    return newer.isEmpty() || found.get("newerCursor") != null ? found : found("", "");
  }

  private void putCounts(Map<String, @Nullable Object> model) {
    Map<String, Object> counts =
        page.api().get("deliveries/counts?" + filter.query(now) + "bars=48");
    Texts texts = page.texts();
    Figures figures = page.figures();
    model.put("total", null);
    model.put("failed", null);
    model.put("histogram", null);
    if (counts.get("total") instanceof Number total) {
      String shown = figures.count(total.longValue());
      model.put(
          "total",
          Boolean.TRUE.equals(counts.get("more"))
              ? texts.say("deliveries.moreThan", shown)
              : texts.say(
                  total.longValue() == 1 ? "deliveries.total.one" : "deliveries.total.many",
                  shown));
    }
    if (counts.get("failed") instanceof Number failed && failed.longValue() > 0) {
      String shown = figures.count(failed.longValue());
      model.put(
          "failed",
          texts.say(
              Boolean.TRUE.equals(counts.get("failedMore"))
                  ? "deliveries.moreFailed"
                  : "deliveries.failed",
              shown));
    }
    if (counts.get("histogram") instanceof Map<?, ?> histogram
        && model.get("any") == Boolean.TRUE) {
      model.put(
          "histogram",
          new HistogramView(page).of(histogram, filter.range() == DeliveryFilter.Range.CHOSEN));
    }
    model.put("back", null);
    if (filter.range() == DeliveryFilter.Range.CHOSEN) {
      DeliveryFilter whole = filter.back();
      model.put("back", whole.address());
      model.put(
          "backTo",
          texts.say(
              "deliveries.back", texts.say("deliveries.range." + whole.range().word())));
    }
  }

  /** What can be done with all that fit; jobs for many do not search for texts. */
  private void putActions(Map<String, @Nullable Object> model) {
    boolean exact = filter.text().isEmpty() && model.get("any") == Boolean.TRUE;
    boolean skipped = filter.result().equals("skipped");
    String again = skipped ? "deliveries.redeliverSkipped" : "deliveries.redeliverFailed";
    model.put(
        "allAgain",
        exact && (skipped || model.get("failed") != null) ? page.texts().say(again) : null);
    model.put("allWait", exact && filter.result().equals("waiting"));
  }

  private @Nullable String turn(String name, @Nullable Object cursor) {
    return cursor instanceof String id
        ? "?" + filter.address() + name + "=" + DeliveryFilter.encoded(id)
        : null;
  }

  private List<Map<String, @Nullable Object>> services() {
    var options = new ArrayList<Map<String, @Nullable Object>>();
    boolean known = filter.service().isEmpty();
    for (Map<?, ?> service : ApiReply.maps(page.api().get("services?brief=true").get("services"))) {
      String id = String.valueOf(service.get("id"));
      known |= id.equals(filter.service());
      options.add(option(id, String.valueOf(service.get("name")), filter.service()));
    }
    if (!known) {
      options.add(
          option(filter.service(), page.texts().say("deliveries.goneService"), filter.service()));
    }
    return options;
  }

  private List<Map<String, @Nullable Object>> results(Texts texts) {
    var options = new ArrayList<Map<String, @Nullable Object>>();
    for (String word : DeliveryResult.WORDS) {
      options.add(option(word, texts.say("result." + word), filter.result()));
    }
    return options;
  }

  private List<Map<String, @Nullable Object>> types() {
    var options = new ArrayList<Map<String, @Nullable Object>>();
    boolean known = filter.type().isEmpty();
    for (Map<?, ?> type : ApiReply.maps(page.api().get("event-types").get("eventTypes"))) {
      String name = String.valueOf(type.get("type"));
      known |= name.equals(filter.type());
      options.add(option(name, name, filter.type()));
    }
    if (!known) {
      options.add(option(filter.type(), filter.type(), filter.type()));
    }
    return options;
  }

  private List<Map<String, @Nullable Object>> ranges() {
    var options = new ArrayList<Map<String, @Nullable Object>>();
    for (DeliveryFilter.Range range : DeliveryFilter.Range.values()) {
      var option = option(
          range.word(),
          page.texts().say("deliveries.range." + range.word()),
          filter.range().word());
      option.put("usual", range == DeliveryFilter.Range.DAY);
      options.add(option);
    }
    return options;
  }

  private static Map<String, @Nullable Object> option(String value, String label, String chosen) {
    var option = new HashMap<String, @Nullable Object>();
    option.put("value", value);
    option.put("label", label);
    option.put("selected", value.equals(chosen));
    return option;
  }
}
