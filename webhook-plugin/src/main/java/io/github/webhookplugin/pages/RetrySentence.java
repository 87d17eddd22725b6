package io.github.webhookplugin.pages;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the settings for all services say about retries, in a sentence. Pure. */
final class RetrySentence {
  private RetrySentence() {}

  /** Of the settings {@code retryCount} and {@code retryInterval}, in seconds. */
  static String of(Map<?, ?> settings, Texts texts, Figures figures) {
    long count = number(settings.get("retryCount"));
    Duration interval = Duration.ofSeconds(number(settings.get("retryInterval")));
    return count == 0
        ? texts.say("services.retry.never")
        : texts.count(
            "services.retry",
            count,
            figures.duration(interval),
            figures.duration(interval.multipliedBy(count)));
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
