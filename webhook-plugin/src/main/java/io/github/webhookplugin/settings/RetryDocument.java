package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.RetrySchedule;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the waits between attempts the way {@link RetryReader} reads them. */
final class RetryDocument {
  private RetryDocument() {}

  static Map<String, Object> of(@Nullable RetrySchedule retry) {
    if (retry == null) {
      return Map.of("mode", RetryReader.GLOBAL);
    }
    var map = new LinkedHashMap<String, @Nullable Object>();
    if (retry instanceof RetrySchedule.Fixed fixed) {
      map.put("mode", RetryReader.FIXED);
      map.put("count", fixed.count());
      map.put("interval", ServiceDocument.seconds(fixed.interval()));
    } else if (retry instanceof RetrySchedule.Listed listed) {
      map.put("mode", RetryReader.SCHEDULE);
      map.put("schedule", listed.waits().stream().map(ServiceDocument::seconds).toList());
      map.put("jitter", listed.jitter());
    } else if (retry instanceof RetrySchedule.Named named) {
      map.put("mode", RetryReader.NAMED);
      map.put("name", ServiceDocument.word(RetryReader.NAMES, named.known()));
      map.put("jitter", named.jitter());
    } else if (retry instanceof RetrySchedule.Exponential exponential) {
      map.put("mode", RetryReader.EXPONENTIAL);
      map.put("count", exponential.count());
      map.put("initialInterval", ServiceDocument.seconds(exponential.first()));
      map.put("factor", number(exponential.factor()));
      map.put("maxInterval", ServiceDocument.seconds(exponential.longest()));
      map.put("jitter", exponential.jitter());
    } else {
      throw new IllegalStateException("no word for the retry schedule " + retry);
    }
    return PlainMaps.withNulls(map);
  }

  private static Object number(double factor) {
    return factor == Math.rint(factor) ? (Object) (int) factor : BigDecimal.valueOf(factor);
  }
}
