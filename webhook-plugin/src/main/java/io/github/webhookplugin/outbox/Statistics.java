package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.FailureClass;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How services have been doing (seed row W-90), from counts that are kept by hour: the log is not read, however long it
 * is. A day is the present hour and the 23 before it, a week the present and the 167 before. What is told of all services
 * is up to a minute behind in what is late for an hour that has been over for one. Shared between threads.
 */
public final class Statistics {
  public static final int DAY = 24;
  public static final int WEEK = 7 * DAY;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private static final String WAITING = """
      SELECT service, COUNT(*), MIN(due) FROM wh_queue WHERE tries > 0 AND owner = 0%s GROUP BY service""";
  private static final String OF_ONE = " AND service = ?";

  private final ReadConnection reads;
  private final LongOver<HourSums> past = new LongOver<>();

  Statistics(ReadConnection reads) {
    this.reads = reads;
  }

  /** How often something failed: in tries, and in deliveries that ended so. */
  public record Failures(long tries, long deliveries) {
    private static final Failures NONE = new Failures(0, 0);

    private Failures plus(long moreTries, long moreDeliveries) {
      return new Failures(tries + moreTries, deliveries + moreDeliveries);
    }
  }

  /** What became of a service's deliveries in a stretch of time. For one thread. */
  public static final class Period {
    private final Map<Result, Long> results = new EnumMap<>(Result.class);
    private final Map<FailureClass, Failures> failures = new EnumMap<>(FailureClass.class);
    private long elapsed;

    private void add(Result result, long n, long millis) {
      results.merge(result, n, Long::sum);
      elapsed += millis;
    }

    private void add(FailureClass kind, long tries, long deliveries) {
      if (tries + deliveries > 0) {
        failures.put(kind, failures.getOrDefault(kind, Failures.NONE).plus(tries, deliveries));
      }
    }

    public long count(Result result) {
      return results.getOrDefault(result, 0L);
    }

    /** Sum of the last tries, in milliseconds. */
    public long elapsed() {
      return elapsed;
    }

    /** The classes that there were. */
    public Map<FailureClass, Failures> failures() {
      return Collections.unmodifiableMap(failures);
    }
  }

  /**
   * What waits for its next try.
   *
   * @param next when the first of them is due, perhaps in the past; null: none waits
   */
  public record Retries(long count, @Nullable Instant next) {
    static final Retries NONE = new Retries(0, null);
  }

  /** How one service has been doing. For one thread. */
  public static final class Figures {
    private final long firstHour;
    private final Period day = new Period();
    private final Period week = new Period();
    private final long[] delivered = new long[DAY];
    private final long[] failed = new long[DAY];
    private final ResponseTimes responses = new ResponseTimes();
    private Retries retries = Retries.NONE;

    private Figures(long firstHour) {
      this.firstHour = firstHour;
    }

    /** Of a service that there is nothing to tell of. */
    public static Figures none(Instant now) {
      return new Figures(hour(now) - DAY + 1);
    }

    private void add(long hour, Result result, long n, long elapsed) {
      day.add(result, n, elapsed);
      week.add(result, n, elapsed);
      int place = (int) (hour - firstHour);
      if (result == Result.DELIVERED) {
        delivered[place] += n;
      } else if (result == Result.FAILED) {
        failed[place] += n;
      }
    }

    public Period day() {
      return day;
    }

    public Period week() {
      return week;
    }

    /** When the first of the 24 hours began. */
    public Instant since() {
      return Instant.ofEpochMilli(firstHour * HOUR);
    }

    /** Deliveries in each of the last 24 hours, the present one last. */
    public long[] deliveredByHour() {
      return delivered.clone();
    }

    /** The same of those that failed. */
    public long[] failedByHour() {
      return failed.clone();
    }

    /** How long answers took in the last 24 hours, delivered or not. */
    public ResponseTimes responses() {
      return responses;
    }

    public Retries retries() {
      return retries;
    }
  }

  /** Of all services that there is something to tell of, by number. */
  public Map<Integer, Figures> services(Instant now) {
    return read(now, null);
  }

  /** Of one service, by its number. */
  public Figures service(int number, Instant now) {
    return Optional.ofNullable(read(now, number).get(number)).orElseGet(() -> Figures.none(now));
  }

  private Map<Integer, Figures> read(Instant now, @Nullable Integer service) {
    long last = hour(now);
    long week = last - WEEK + 1;
    return reads.read(sql -> {
      var reading = new Reading(sql, last, service);
      if (service == null) {
        reading.add(past.since(week, now, reading::sums));
        reading.add(reading.sums(LongOver.end(now), Long.MAX_VALUE));
      } else {
        reading.add(reading.sums(week, Long.MAX_VALUE));
      }
      reading.addWaiting();
      return reading.found;
    });
  }

  private static long hour(Instant now) {
    return Math.floorDiv(now.toEpochMilli(), HOUR);
  }

  /** One look at all tables. */
  private static final class Reading {
    private final Statements sql;
    private final long last;
    private final long day;
    private final @Nullable Integer service;
    private final Map<Integer, Figures> found = new HashMap<>();

    Reading(Statements sql, long last, @Nullable Integer service) {
      this.sql = sql;
      this.last = last;
      this.day = last - DAY + 1;
      this.service = service;
    }

    HourSums sums(long from, long below) throws SQLException {
      return HourSums.read(sql, new HourSums.Hours(day, last, from, below), service);
    }

    void add(HourSums sums) {
      for (long[] row : sums.results()) {
        of(row).add(row[2], Result.of((int) row[1]), row[3], row[4]);
      }
      for (long[] row : sums.older()) {
        of(row).week.add(Result.of((int) row[1]), row[2], row[3]);
      }
      for (long[] row : sums.trouble()) {
        FailureClass kind = FailureClass.of((int) row[1]);
        of(row).week.add(kind, row[2], row[3]);
        of(row).day.add(kind, row[4], row[5]);
      }
      for (long[] row : sums.responses()) {
        of(row).responses.add((int) row[1], row[2]);
      }
    }

    void addWaiting() throws SQLException {
      String text = WAITING.formatted(service == null ? "" : OF_ONE);
      var values = service == null ? new Object[0] : new Object[] {service};
      var unused = sql.list(
          text,
          row -> of(row.getInt(1)).retries =
              new Retries(row.getLong(2), Instant.ofEpochMilli(row.getLong(3))),
          values);
    }

    private Figures of(long[] row) {
      return of((int) row[0]);
    }

    private Figures of(int number) {
      return found.computeIfAbsent(number, added -> new Figures(day));
    }
  }
}
