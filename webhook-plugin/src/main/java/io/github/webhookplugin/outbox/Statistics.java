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
 * is. A day is the present hour and the 23 before it, a week the present and the 167 before. Shared between threads.
 */
public final class Statistics {
  public static final int DAY = 24;
  public static final int WEEK = 7 * DAY;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** {@code %s}: of one service, or nothing. */
  private static final String RESULTS = """
      SELECT service, hour, result, n, elapsed FROM wh_tally WHERE hour >= ? AND hour <= ?%s""";

  private static final String OLDER_RESULTS = """
      SELECT service, result, SUM(n), SUM(elapsed) FROM wh_tally WHERE hour >= ? AND hour < ?%s GROUP BY service, result""";
  private static final String TROUBLE = """
      SELECT service, kind, SUM(tries), SUM(deliveries),
             SUM(CASE WHEN hour >= ? THEN tries ELSE 0 END), SUM(CASE WHEN hour >= ? THEN deliveries ELSE 0 END)
        FROM wh_trouble WHERE hour >= ?%s GROUP BY service, kind""";
  private static final String RESPONSES =
      "SELECT service, step, SUM(n) FROM wh_response WHERE hour >= ?%s GROUP BY service, step";
  private static final String WAITING = """
      SELECT service, COUNT(*), MIN(due) FROM wh_queue WHERE tries > 0 AND owner = 0%s GROUP BY service""";
  private static final String OF_ONE = " AND service = ?";

  private final ReadConnection reads;

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
    return reads.read(sql -> new Reading(sql, last, service).all());
  }

  private static long hour(Instant now) {
    return Math.floorDiv(now.toEpochMilli(), HOUR);
  }

  /** One look at all tables. */
  private static final class Reading {
    private final Statements sql;
    private final long last;
    private final long day;
    private final long week;
    private final @Nullable Integer service;
    private final Map<Integer, Figures> found = new HashMap<>();

    Reading(Statements sql, long last, @Nullable Integer service) {
      this.sql = sql;
      this.last = last;
      this.day = last - DAY + 1;
      this.week = last - WEEK + 1;
      this.service = service;
    }

    Map<Integer, Figures> all() throws SQLException {
      ask(
          RESULTS,
          row -> {
            of(row.getInt(1))
                .add(row.getLong(2), Result.of(row.getInt(3)), row.getLong(4), row.getLong(5));
            return 0;
          },
          day,
          last);
      ask(
          OLDER_RESULTS,
          row -> {
            of(row.getInt(1)).week.add(Result.of(row.getInt(2)), row.getLong(3), row.getLong(4));
            return 0;
          },
          week,
          day);
      ask(
          TROUBLE,
          row -> {
            Figures figures = of(row.getInt(1));
            FailureClass kind = FailureClass.of(row.getInt(2));
            figures.week.add(kind, row.getLong(3), row.getLong(4));
            figures.day.add(kind, row.getLong(5), row.getLong(6));
            return 0;
          },
          day,
          day,
          week);
      ask(
          RESPONSES,
          row -> {
            of(row.getInt(1)).responses.add(row.getInt(2), row.getLong(3));
            return 0;
          },
          day);
      ask(WAITING, row -> {
        of(row.getInt(1)).retries =
            new Retries(row.getLong(2), Instant.ofEpochMilli(row.getLong(3)));
        return 0;
      });
      return found;
    }

    private void ask(String query, Statements.Reader<Integer> reader, Object... values)
        throws SQLException {
      String text = query.formatted(service == null ? "" : OF_ONE);
      if (service == null) {
        var unused = sql.list(text, reader, values);
      } else {
        var all = new Object[values.length + 1];
        System.arraycopy(values, 0, all, 0, values.length);
        all[values.length] = service;
        var unused = sql.list(text, reader, all);
      }
    }

    private Figures of(int number) {
      return found.computeIfAbsent(number, added -> new Figures(day));
    }
  }
}
