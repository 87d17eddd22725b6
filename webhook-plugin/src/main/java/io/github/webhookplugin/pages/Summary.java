package io.github.webhookplugin.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is above the table of services: who needs help, and four figures of the last day. For one request. */
final class Summary {
  /** Below so many percent the rate is red. */
  private static final double GOOD_RATE = 95;

  private static final int MOST_BANNERS = 3;

  private final Page page;
  private final Texts texts;
  private final Figures figures;
  private final Overview overview;

  Summary(Page page, Overview overview) {
    this.page = page;
    this.texts = page.texts();
    this.figures = page.figures();
    this.overview = overview;
  }

  /** The model of {@code summary}. */
  Map<String, @Nullable Object> model() {
    var model = new HashMap<String, @Nullable Object>();
    model.put("paused", !overview.sending());
    putBanners(model);
    putOutcome(model);
    putResponses(model);
    putWaiting(model);
    return model;
  }

  private void putBanners(Map<String, @Nullable Object> model) {
    List<ServiceRow> ill = overview.services().stream()
        .filter(row -> row.readable() && row.status().cls().equals("bad"))
        .sorted(Comparator.comparingInt(ServiceRow::rank).thenComparing(ServiceRow::sortName))
        .toList();
    model.put("failing", ill.stream().limit(MOST_BANNERS).map(this::banner).toList());
    long more = Math.max(0, ill.size() - MOST_BANNERS);
    model.put("more", more == 0 ? null : texts.count("services.moreFailing", more));
  }

  private Map<String, @Nullable Object> banner(ServiceRow row) {
    boolean stopped = row.status().stopped();
    Map<?, ?> status = row.service().get("status") instanceof Map<?, ?> map ? map : Map.of();
    var banner = new HashMap<String, @Nullable Object>();
    banner.put("id", row.service().get("id"));
    banner.put("stopped", stopped);
    banner.put(
        "title", texts.say(stopped ? "services.isStopped" : "services.isFailing", row.name()));
    banner.put("text", stopped ? row.status().note() : failures(status));
    banner.put("testOf", texts.say("services.sendTestTo", row.name()));
    banner.put("showOf", texts.say("services.showFailedOf", row.name()));
    banner.put("resumeOf", texts.say("services.resumeOf", row.name()));
    return banner;
  }

  /** {@code 22 tries in a row failed, the first 2 h ago. Last answer: 503 Service Unavailable.} */
  private String failures(Map<?, ?> status) {
    long failures = status.get("failuresInRow") instanceof Number n ? n.longValue() : 0;
    String since =
        Page.moment(status.get("failingSince")).map(figures::ago).orElse(texts.say("status.now"));
    String answer = "";
    if (status.get("failureDetails") instanceof Map<?, ?> failure) {
      answer = failure.get("lastFailedStatusCode") instanceof Number code
          ? StatusLine.of(code.intValue())
          : String.valueOf(failure.get("lastFailedReason")).replaceFirst("\\.$", "");
    }
    return texts.count("services.failures", failures, since, answer);
  }

  private void putOutcome(Map<String, @Nullable Object> model) {
    long delivered = 0;
    long failed = 0;
    if (overview.stats().get("total") instanceof Map<?, ?> total) {
      delivered = number(total.get("delivered"));
      failed = number(total.get("failed"));
    }
    long sent = delivered + failed;
    model.put("delivered", figures.count(delivered));
    model.put("rate", sent == 0 ? "–" : figures.percent(delivered, sent));
    model.put("rateBad", sent > 0 && delivered * 100.0 / sent < GOOD_RATE);
    model.put("failed", texts.say("services.failed", figures.count(failed)));
  }

  private void putResponses(Map<String, @Nullable Object> model) {
    Map<?, ?> times = overview.stats().get("total") instanceof Map<?, ?> total
            && total.get("responseMillis") instanceof Map<?, ?> map
        ? map
        : Map.of();
    model.put("p50", millis(times.get("p50")).orElse("–"));
    model.put(
        "p95",
        millis(times.get("p95"))
            .map(most -> texts.say("services.under", most))
            .orElse(texts.say("services.noAnswers")));
  }

  private Optional<String> millis(@Nullable Object number) {
    return number instanceof Number millis
        ? Optional.of(figures.millis(millis.longValue()))
        : Optional.empty();
  }

  private void putWaiting(Map<String, @Nullable Object> model) {
    long waiting = 0;
    var next = new ArrayList<Instant>();
    for (Map<?, ?> service : ApiReply.maps(overview.stats().get("services"))) {
      if (service.get("waiting") instanceof Map<?, ?> retries) {
        waiting += number(retries.get("retries"));
        Page.moment(retries.get("next")).ifPresent(next::add);
      }
    }
    model.put("waiting", figures.count(waiting));
    model.put("next", waiting == 0 ? texts.say("services.nothingWaiting") : next(next));
  }

  private String next(List<Instant> due) {
    return overview.sending()
        ? due.stream().min(Comparator.naturalOrder()).map(this::within).orElse("")
        : texts.say("services.nextPaused");
  }

  private String within(Instant due) {
    Duration wait = Duration.between(page.now(), due);
    return wait.isNegative() || wait.isZero()
        ? texts.say("services.nextNow")
        : texts.say("services.nextWithin", figures.duration(wait.plusMillis(999)));
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
