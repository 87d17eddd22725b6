package io.github.webhookplugin.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a service is doing, as its badge says it. Immutable.
 *
 * @param cls {@code bad}, {@code warn}, {@code ok}, {@code idle} or {@code off}: the badge's colour
 * @param icon which says the same as the colour
 * @param label in the user's language
 * @param note more about it; null for none
 * @param rank the worst has the lowest
 * @param stopped nothing is sent until somebody resumes it
 */
record ServiceStatus(
    String cls, String icon, String label, @Nullable String note, int rank, boolean stopped) {
  /** What people may filter by, in the order of the list. */
  static final List<String> CLASSES = List.of("ok", "warn", "bad", "off", "idle");

  /** From so many failures in a row on a service is called failing. */
  static final int FAILING = 3;

  /** Below so many percent of a day's deliveries "some" failed. */
  private static final double FINE = 98;

  /** Makes the statuses of one page. */
  static final class Maker {
    private final Texts texts;
    private final Figures figures;
    private final Instant now;
    private final boolean sending;

    /** {@code sending}: whether it is switched on for all. */
    Maker(Page page, boolean sending) {
      this.texts = page.texts();
      this.figures = page.figures();
      this.now = page.now();
      this.sending = sending;
    }

    ServiceStatus unreadable(String sentence) {
      return new ServiceStatus("bad", "circle-x", say("unreadable"), sentence, 0, false);
    }

    /**
     * Of a service that can be read.
     *
     * @param enabled its own switch
     * @param status as the API has it
     */
    ServiceStatus of(boolean enabled, Map<?, ?> status, DayCounts day) {
      if (!sending) {
        return off("paused", say("allOff"));
      }
      if (!enabled) {
        return off("off", null);
      }
      if (status.get("stopped") instanceof Map<?, ?> stop) {
        return new ServiceStatus(
            "bad", "circle-x", say("stopped"), String.valueOf(stop.get("reason")), 1, true);
      }
      if (status.get("missingSecret") instanceof String why) {
        return new ServiceStatus("bad", "circle-x", say("missingSecret"), why, 1, false);
      }
      if (status.get("incomplete") instanceof String why) {
        return warn("triangle-alert", "incomplete", why, 3);
      }
      return working(status, day);
    }

    private ServiceStatus working(Map<?, ?> status, DayCounts day) {
      long failures = status.get("failuresInRow") instanceof Number n ? n.longValue() : 0;
      if (failures >= FAILING || "open".equals(status.get("circuit"))) {
        return new ServiceStatus(
            "bad", "circle-x", say("failing"), failing(failures, status), 2, false);
      }
      Optional<Instant> paused = Page.moment(status.get("pausedUntil")).filter(now::isBefore);
      if (paused.isPresent()) {
        return warn(
            "circle-pause", "throttled", texts.say("status.askedToWait", in(paused.get())), 4);
      }
      if (status.get("slowed") instanceof Map<?, ?> slowed) {
        return warn("circle-pause", "slowed", String.valueOf(slowed.get("sentence")), 4);
      }
      return troubled(status, day);
    }

    private @Nullable String failing(long failures, Map<?, ?> status) {
      String row = failures == 0 ? null : texts.count("status.inRow", failures);
      String next = next(status);
      return row == null || next == null ? row == null ? next : row : row + " · " + next;
    }

    private ServiceStatus troubled(Map<?, ?> status, DayCounts day) {
      if ("awaitingRetry".equals(status.get("state"))) {
        return warn("rotate-cw", "awaitingRetry", next(status), 5);
      }
      if ("retryLimitReached".equals(status.get("state"))) {
        return warn("triangle-alert", "some", say("givenUp"), 5);
      }
      if (day.sent() == 0 && status.get("lastDelivery") == null) {
        return new ServiceStatus("idle", "circle-dashed", say("idle"), null, 7, false);
      }
      return day.sent() > 0 && day.percent() < FINE
          ? warn("triangle-alert", "some", texts.count("status.failedToday", day.failures()), 6)
          : new ServiceStatus("ok", "circle-check", say("healthy"), null, 9, false);
    }

    private @Nullable String next(Map<?, ?> status) {
      return status.get("failureDetails") instanceof Map<?, ?> failure
          ? Page.moment(failure.get("nextAttempt"))
              .map(at -> texts.say("status.nextTry", in(at)))
              .orElse(null)
          : null;
    }

    private String in(Instant moment) {
      Duration wait = Duration.between(now, moment);
      return wait.isNegative() || wait.isZero()
          ? texts.say("status.now")
          : texts.say("status.in", figures.duration(wait.plusMillis(999)));
    }

    private ServiceStatus off(String word, @Nullable String note) {
      return new ServiceStatus("off", "circle-pause", say(word), note, 8, false);
    }

    private ServiceStatus warn(String icon, String word, @Nullable String note, int rank) {
      return new ServiceStatus("warn", icon, say(word), note, rank, false);
    }

    private String say(String word) {
      return texts.say("status." + word);
    }
  }

  Map<String, @Nullable Object> shown() {
    var shown = new HashMap<String, @Nullable Object>();
    shown.put("cls", cls);
    shown.put("icon", icon);
    shown.put("label", label);
    shown.put("note", note);
    shown.put("stopped", stopped);
    return shown;
  }
}
