package io.github.webhookplugin.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was counted in hours that have been over for one at least, which hardly ever changes and is most of what there is to
 * read: kept for a minute, as something may be late. Shared between threads.
 */
final class LongOver<T> {
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private volatile @Nullable Kept<T> kept;

  /** Reads the counts of hours, the second one excluded. */
  interface Reading<T> {
    T read(long from, long below) throws SQLException;
  }

  private record Kept<T>(long from, long below, Instant at, T counts) {
    boolean serves(long first, long end, Instant now) {
      return first == from
          && end == below
          && !now.isBefore(at)
          && now.isBefore(at.plus(LongOver.KEPT));
    }
  }

  /** The first hour since 1970 that is not long over: the one before the present. */
  static long end(Instant now) {
    return Math.floorDiv(now.toEpochMilli(), HOUR) - 1;
  }

  /** The counts from an hour on, up to {@link #end}. */
  T since(long from, Instant now, Reading<T> reading) throws SQLException {
    long below = end(now);
    Kept<T> known = kept;
    if (known == null || !known.serves(from, below, now)) {
      known = new Kept<>(from, below, now, reading.read(from, below));
      kept = known;
    }
    return known.counts;
  }
}
