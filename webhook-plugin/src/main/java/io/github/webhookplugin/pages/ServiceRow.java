package io.github.webhookplugin.pages;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of the services table. Immutable.
 *
 * @param service as the API has it
 * @param events what it wants to hear of, in words
 */
record ServiceRow(
    Map<?, ?> service, ServiceStatus status, DayCounts day, String events, boolean readable) {
  /** A description is Markdown of any length; a line of a table has place for so much. */
  private static final int DESCRIPTION = 120;

  String name() {
    return text("name");
  }

  String sortName() {
    return name().toLowerCase(Locale.ROOT);
  }

  int rank() {
    return status.rank();
  }

  /** When its last delivery ended, in milliseconds since 1970; 0: never. */
  long lastAt() {
    return last() == null
        ? 0
        : Page.moment(last().get("at")).map(Instant::toEpochMilli).orElse(0L);
  }

  /** Success in percent; those without deliveries come after all others. */
  double rate() {
    return day.sent() == 0 ? 101 : day.percent();
  }

  /** Whether a text, in small letters, is in its name, address or description. */
  boolean says(String sought) {
    return (name() + "\n" + text("url") + "\n" + text("description"))
        .toLowerCase(Locale.ROOT)
        .contains(sought);
  }

  Map<String, @Nullable Object> shown(Page page) {
    Texts texts = page.texts();
    var shown = new HashMap<String, @Nullable Object>();
    shown.put("id", text("id"));
    shown.put("name", name());
    shown.put("readable", readable);
    shown.put("enabled", Boolean.TRUE.equals(service.get("enabled")));
    shown.put("url", text("url").isEmpty() ? null : text("url"));
    shown.put("address", address(texts));
    shown.put("events", events);
    shown.put("description", description());
    shown.put("status", status.shown());
    shown.put("unverified", unverified(texts, service).orElse(null));
    shown.put("last", last() == null ? null : last(page, last()));
    shown.put("spark", spark(page));
    shown.put("rate", rate(page));
    shown.put(
        "label",
        Map.of(
            "send", texts.say("services.sendTo", name()),
            "test", texts.say("services.testOf", name()),
            "resume", texts.say("services.resumeOf", name()),
            "last", texts.say("services.lastOf", name()),
            "more", texts.say("services.moreFor", name()),
            "delete", texts.say("services.deleteAsk", name())));
    return shown;
  }

  /** Until when the receiver's certificate is not verified, in words. */
  static Optional<String> unverified(Texts texts, Map<?, ?> service) {
    return service.get("status") instanceof Map<?, ?> now
        ? Page.moment(now.get("unverifiedUntil"))
            .map(until -> texts.say("tls.unverified", Figures.moment(until)))
        : Optional.empty();
  }

  private String address(Texts texts) {
    String url = text("url");
    return url.isEmpty()
        ? texts.say(readable ? "services.people" : "services.unknown")
        : url.replaceFirst("^https?://", "");
  }

  private @Nullable String description() {
    String first = text("description").lines().findFirst().orElse("").strip();
    if (first.isEmpty()) {
      return null;
    }
    return first.length() > DESCRIPTION ? first.substring(0, DESCRIPTION - 1) + "…" : first;
  }

  private static Map<String, @Nullable Object> last(Page page, Map<?, ?> last) {
    var shown = new HashMap<String, @Nullable Object>();
    boolean skipped = "skipped".equals(last.get("state"));
    shown.put("delivery", last.get("id"));
    shown.put("cls", skipped ? "muted" : "delivered".equals(last.get("state")) ? "ok" : "bad");
    shown.put(
        "code",
        skipped
            ? page.texts().say("services.skipped")
            : Objects.requireNonNullElseGet(
                last.get("status"), () -> page.texts().say("services.noAnswer")));
    shown.put(
        "elapsed",
        last.get("elapsedMillis") instanceof Number elapsed && !skipped
            ? page.figures().millis(elapsed.longValue())
            : null);
    Instant at = Page.moment(last.get("at")).orElseThrow();
    shown.put("iso", at.toString());
    shown.put("at", Figures.moment(at));
    shown.put("ago", page.figures().ago(at));
    return shown;
  }

  private String spark(Page page) {
    Figures figures = page.figures();
    String label = page.texts()
        .say("services.spark", figures.count(day.deliveredInAll()), figures.count(day.failures()));
    return Sparkline.of(day.delivered(), day.failed(), label);
  }

  private String rate(Page page) {
    Figures figures = page.figures();
    return day.sent() == 0
        ? page.texts().say("services.noDeliveries")
        : page.texts()
            .say(
                "services.rate",
                figures.percent(day.deliveredInAll(), day.sent()),
                figures.count(day.sent()));
  }

  private @Nullable Map<?, ?> last() {
    return service.get("status") instanceof Map<?, ?> now
            && now.get("lastDelivery") instanceof Map<?, ?> last
        ? last
        : null;
  }

  private String text(String field) {
    return service.get(field) instanceof String text ? text : "";
  }
}
