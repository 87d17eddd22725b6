package io.github.webhookplugin.admin;

import io.github.webhookplugin.outbox.DeliveryLog.Tally;
import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Statistics.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How deliveries ended, added up. For one thread. */
final class Counts {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private long delivered;
  private long failed;
  private long skipped;
  private long elapsed;

  static Counts of(List<Tally> tallies) {
    var counts = new Counts();
    tallies.forEach(counts::add);
    return counts;
  }

  static Counts of(Period period) {
    var counts = new Counts();
    counts.delivered = period.count(Result.DELIVERED);
    counts.failed = period.count(Result.FAILED);
    counts.skipped = period.count(Result.SKIPPED);
    counts.elapsed = period.elapsed();
    return counts;
  }

  void add(Tally tally) {
    switch (tally.result()) {
      case DELIVERED -> delivered += tally.n();
      case FAILED -> failed += tally.n();
      case SKIPPED -> skipped += tally.n();
    }
    elapsed += tally.elapsed();
  }

  Map<String, @Nullable Object> numbers() {
    return JsonObjects.object("delivered", delivered, "failed", failed, "skipped", skipped);
  }

  /** The numbers and what follows from them; null where nothing was sent. */
  Map<String, @Nullable Object> shown() {
    var shown = numbers();
    shown.put("successRate", successRate());
    shown.put("meanElapsedMillis", sent() == 0 ? null : (Object) (elapsed / sent()));
    return shown;
  }

  /** In percent; rounded down, so that 100 means all. */
  private @Nullable BigDecimal successRate() {
    return sent() == 0
        ? null
        : BigDecimal.valueOf(delivered)
            .multiply(HUNDRED)
            .divide(BigDecimal.valueOf(sent()), 1, RoundingMode.DOWN);
  }

  private long sent() {
    return delivered + failed;
  }
}
