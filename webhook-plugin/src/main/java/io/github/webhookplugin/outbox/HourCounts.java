package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.FailureClass;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts by hour and service: how deliveries ended, what kind of failures there were, how long answers took. Added up in
 * memory, so that a transaction writes a row once; all in one order on all nodes: two that counted in different orders
 * would wait for each other.
 */
final class HourCounts {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  /** Response times of busy transactions are written together: they are the rows that differ most. */
  private static final int FEW = 2;

  private static final int MANY = 500;

  private static final String RESULTS = """
      INSERT INTO wh_tally (hour, service, result, n, elapsed) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (hour, service, result)
      DO UPDATE SET n = wh_tally.n + excluded.n, elapsed = wh_tally.elapsed + excluded.elapsed""";
  private static final String TROUBLE = """
      INSERT INTO wh_trouble (hour, service, kind, tries, deliveries) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (hour, service, kind)
      DO UPDATE SET tries = wh_trouble.tries + excluded.tries,
        deliveries = wh_trouble.deliveries + excluded.deliveries""";
  private static final String RESPONSES = """
      INSERT INTO wh_response (hour, service, step, n) VALUES (?, ?, ?, ?)
      ON CONFLICT (hour, service, step) DO UPDATE SET n = wh_response.n + excluded.n""";

  /** What is counted: a result, a class of failures or a step, by its code. */
  private record Slot(long hour, int service, int code) implements Comparable<Slot> {
    private static final Comparator<Slot> ORDER = Comparator.comparingLong(Slot::hour)
        .thenComparingInt(Slot::service)
        .thenComparingInt(Slot::code);

    @Override
    public int compareTo(Slot other) {
      return ORDER.compare(this, other);
    }
  }

  /** Two numbers of a row; of response times only the first is used. */
  private static final class Sum {
    private long first;
    private long second;
  }

  private final Statements sql;
  private final Map<Slot, Sum> results = new TreeMap<>();
  private final Map<Slot, Sum> troubles = new TreeMap<>();
  private final Map<Slot, Sum> responses = new TreeMap<>();
  private int answers;
  private int unwritten;

  HourCounts(Statements sql) {
    this.sql = sql;
  }

  /** A delivery ended. */
  void result(long at, int service, Result result, long elapsed) {
    add(results, new Slot(at / HOUR, service, result.code()), 1, elapsed);
  }

  /** A try failed, and is followed by another one. */
  void failed(long at, int service, Attempt attempt) {
    answer(at, service, attempt);
    failure(at, service, attempt, 1, 0);
  }

  /** A delivery ended with its last try. */
  void ended(long at, int service, Attempt attempt, Result result) {
    answer(at, service, attempt);
    if (result == Result.FAILED) {
      failure(at, service, attempt, 1, 1);
    }
  }

  /** A delivery ended with the try of another one that it went out with. */
  void together(long at, int service, Attempt attempt, Result result) {
    if (result == Result.FAILED) {
      failure(at, service, attempt, 0, 1);
    }
  }

  private void answer(long at, int service, Attempt attempt) {
    if (attempt.status() != null) {
      int step = ResponseTimes.step(attempt.elapsed().toMillis());
      add(responses, new Slot(at / HOUR, service, step), 1, 0);
      answers++;
    }
  }

  private void failure(long at, int service, Attempt attempt, int tries, int deliveries) {
    @Nullable FailureClass kind = FailureClass.of(attempt);
    if (kind != null) {
      add(troubles, new Slot(at / HOUR, service, kind.code()), tries, deliveries);
    }
  }

  private static void add(Map<Slot, Sum> sums, Slot slot, long first, long second) {
    Sum sum = sums.computeIfAbsent(slot, added -> new Sum());
    sum.first += first;
    sum.second += second;
  }

  /** Writes them; response times perhaps with a later transaction. */
  void flush() throws SQLException {
    write(RESULTS, results, true);
    write(TROUBLE, troubles, true);
    unwritten += answers;
    if (answers <= FEW || unwritten >= MANY) {
      write(RESPONSES, responses, false);
      unwritten = 0;
    }
    answers = 0;
  }

  void clear() {
    results.clear();
    troubles.clear();
    responses.clear();
    answers = 0;
    unwritten = 0;
  }

  private void write(String statement, Map<Slot, Sum> sums, boolean both) throws SQLException {
    for (Map.Entry<Slot, Sum> slot : sums.entrySet()) {
      PreparedStatement row = sql.prepare(statement);
      row.setLong(1, slot.getKey().hour());
      row.setInt(2, slot.getKey().service());
      row.setInt(3, slot.getKey().code());
      row.setLong(4, slot.getValue().first);
      if (both) {
        row.setLong(5, slot.getValue().second);
      }
      row.executeUpdate();
    }
    sums.clear();
  }
}
