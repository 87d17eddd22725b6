package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Retries;
import io.github.webhookplugin.model.Retries.Spacing;
import io.github.webhookplugin.model.RetrySchedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes when failed deliveries are tried again, for all services. What is absent keeps its value. */
final class RetriesReader {
  static final Map<String, Spacing> MODES = modes();

  private static final String LIST = "retrySchedule";

  static final List<String> FIELDS = List.of(
      "retryMode",
      "retryCount",
      "retryInterval",
      LIST,
      "retryFactor",
      "retryMaxInterval",
      "retryJitter");

  private RetriesReader() {}

  static Retries read(Fields document, Retries current) {
    var spacing = document.choice("retryMode", MODES).orElse(current.spacing());
    int count = document.integer("retryCount", 0, RetrySchedule.MAX_COUNT).orElse(current.count());
    var interval = document
        .wholeSeconds("retryInterval", 1, RetryReader.MAX_SECONDS)
        .orElse(current.interval());
    var waits = document.has(LIST) ? RetryReader.waits(document, LIST) : current.waits();
    int factor = document.integer("retryFactor", 1, Retries.MAX_FACTOR).orElse(current.factor());
    var longest = document
        .wholeSeconds("retryMaxInterval", 1, RetryReader.MAX_SECONDS)
        .orElse(current.longest());
    int jitter = document.integer("retryJitter", 0, 100).orElse(current.jitter());
    boolean none = document.has(LIST) ? List.of().equals(document.raw(LIST)) : waits.isEmpty();
    if (spacing == Spacing.LISTED && none) {
      document.problem(LIST, "Expected at least one wait, found none.");
      return current;
    }
    if (spacing == Spacing.GROWING && longest.compareTo(interval) < 0) {
      document.problem(
          "retryMaxInterval",
          "Expected at least the retryInterval, which is %,d, found %,d."
              .formatted(interval.toSeconds(), longest.toSeconds()));
      return current;
    }
    return new Retries(spacing, count, interval, waits, factor, longest, jitter);
  }

  static void write(Retries retries, Map<String, ? super Object> document) {
    document.put("retryMode", ServiceDocument.word(MODES, retries.spacing()));
    document.put("retryCount", retries.count());
    document.put("retryInterval", ServiceDocument.seconds(retries.interval()));
    document.put(LIST, retries.waits().stream().map(ServiceDocument::seconds).toList());
    document.put("retryFactor", retries.factor());
    document.put("retryMaxInterval", ServiceDocument.seconds(retries.longest()));
    document.put("retryJitter", retries.jitter());
  }

  private static Map<String, Spacing> modes() {
    var modes = new LinkedHashMap<String, Spacing>();
    modes.put(RetryReader.FIXED, Spacing.FIXED);
    modes.put(RetryReader.SCHEDULE, Spacing.LISTED);
    modes.put(RetryReader.EXPONENTIAL, Spacing.GROWING);
    return modes;
  }
}
