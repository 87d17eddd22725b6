package io.github.webhookplugin.pages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the settings for all services say about retries, in a sentence. Pure. The script of the page says the same. */
final class RetrySentence {
  private static final int SAID = 6;

  private RetrySentence() {}

  /** Of the fields of the settings that begin with {@code retry}; times are seconds there. */
  static String of(Map<?, ?> settings, Texts texts, Figures figures) {
    List<Duration> waits = waits(settings);
    if (waits.isEmpty()) {
      return texts.say("services.retry.never");
    }
    String inAll =
        figures.duration(waits.stream().reduce(Duration.ZERO, (sum, wait) -> sum.plus(wait)));
    if (waits.size() == 1 || waits.stream().distinct().count() == 1) {
      return texts.count("services.retry", waits.size(), figures.duration(waits.get(0)), inAll);
    }
    String said =
        waits.stream().limit(SAID).map(figures::duration).collect(Collectors.joining(", "));
    return texts.say(
        "services.retry.waits", waits.size(), waits.size() > SAID ? said + ", …" : said, inAll);
  }

  private static List<Duration> waits(Map<?, ?> settings) {
    var waits = new ArrayList<Duration>();
    if ("schedule".equals(settings.get("retryMode"))) {
      for (Object wait : ApiReply.list(settings.get("retrySchedule"))) {
        waits.add(Duration.ofSeconds(number(wait)));
      }
      return waits;
    }
    boolean grows = "exponential".equals(settings.get("retryMode"));
    long wait = number(settings.get("retryInterval"));
    for (long i = number(settings.get("retryCount")); i > 0; i--) {
      waits.add(Duration.ofSeconds(wait));
      wait = grows
          ? Math.min(
              wait * number(settings.get("retryFactor")), number(settings.get("retryMaxInterval")))
          : wait;
    }
    return waits;
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
