package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.RateLimit;
import io.github.webhookplugin.outbox.Terms.Quota;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rate limits that hold over all nodes and restarts. A limit of n requests has n places, each with the time of its last
 * use; a permit is a place that was not used for the length of the window. So there are never more than n in any
 * window, wherever it begins (seed rows T-37, T-38). With several limits a request takes a permit of each (P-05).
 */
final class Permits {
  /**
   * Receivers count when requests arrive, not when we let them go: a request may be held up by a connection that has
   * yet to be made, and the next one not.
   */
  static final Duration MARGIN = Duration.ofMillis(50);

  /** When another node has all free places in hand, they are looked at again after this time. */
  private static final long IN_OTHER_HANDS = 20;
  /** A use that lies further in the future was written before somebody set the clock back. */
  private static final long CLOCK_DIFFERENCE = 1_000;

  private static final String COUNT = "SELECT COUNT(*) FROM wh_permit WHERE bucket = ?";
  private static final String LATEST_USES =
      "SELECT at FROM wh_permit WHERE bucket = ? ORDER BY at DESC LIMIT ?";
  private static final String CLEAR = "DELETE FROM wh_permit WHERE bucket = ?";
  private static final String ADD =
      "INSERT INTO wh_permit (bucket, slot, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String OLDEST_USE = "SELECT MIN(at) FROM wh_permit WHERE bucket = ?";
  private static final String FROM_THE_FUTURE =
      "UPDATE wh_permit SET at = ? WHERE bucket = ? AND at > ?";
  private static final String USE = "UPDATE wh_permit SET at = ? WHERE bucket = ? AND slot = ?";

  private final Statements sql;
  private final String free;
  /** The limits that the places of an owner are known to fit. */
  private final Map<String, List<RateLimit>> fitted = new HashMap<>();

  Permits(Statements sql, SqlDialect dialect) {
    this.sql = sql;
    this.free = "SELECT slot FROM wh_permit WHERE bucket = ? AND at <= ? ORDER BY at LIMIT ?"
        + dialect.skipLocked();
  }

  /** The places of one limit. */
  private record Bucket(String name, RateLimit limit) {
    /** The first of an owner's has the owner's name. */
    static Bucket of(String owner, int number, RateLimit limit) {
      return new Bucket(name(owner, number), limit);
    }

    static List<Bucket> of(Quota quota) {
      return IntStream.range(0, quota.limits().size())
          .mapToObj(i -> of(quota.owner(), i, quota.limits().get(i)))
          .toList();
    }

    static String name(String owner, int number) {
      return number == 0 ? owner : (number + 1) + "/" + owner;
    }

    long window() {
      return limit.per().plus(MARGIN).toMillis();
    }
  }

  /** The free places of one limit, by number. */
  private record Free(String bucket, List<Integer> slots) {}

  /**
   * Permits that can be used in this transaction.
   *
   * @param free the free places of each limit
   * @param count so many requests may be made
   * @param next when to look again, in milliseconds since 1970, if there is none
   */
  record Held(List<Free> free, int count, long next) {}

  /** Finds up to {@code most} permits and keeps other nodes from them until the transaction ends. */
  Held hold(List<Quota> quotas, int most, long now) throws SQLException {
    var places = new ArrayList<Free>(quotas.size());
    int count = most;
    long next = 0;
    for (Quota quota : quotas) {
      fit(quota);
      for (Bucket bucket : Bucket.of(quota)) {
        List<Integer> found =
            sql.list(free, row -> row.getInt(1), bucket.name(), now - bucket.window(), most);
        places.add(new Free(bucket.name(), found));
        count = Math.min(count, found.size());
        if (found.isEmpty()) {
          next = Math.max(next, next(bucket, now));
        }
      }
    }
    return new Held(places, count, next);
  }

  /** Uses as many of them; the others are free again when the transaction ends. */
  void use(Held held, int count, long now) throws SQLException {
    if (count == 0) {
      return;
    }
    PreparedStatement use = sql.prepare(USE);
    for (Free places : held.free()) {
      for (int slot : places.slots().subList(0, count)) {
        use.setLong(1, now);
        use.setString(2, places.bucket());
        use.setInt(3, slot);
        use.addBatch();
      }
    }
    use.executeBatch();
  }

  /** Forgets the uses of an owner that nobody needs any more. */
  void forget(String owner) throws SQLException {
    fitted.remove(owner);
    clearFrom(0, owner);
  }

  private void clearFrom(int number, String owner) throws SQLException {
    for (int i = number; i < RateLimit.MOST_AT_ONCE; i++) {
      sql.update(CLEAR, Bucket.name(owner, i));
    }
  }

  private long next(Bucket bucket, long now) throws SQLException {
    sql.update(FROM_THE_FUTURE, now, bucket.name(), now + CLOCK_DIFFERENCE);
    long oldest = sql.first(OLDEST_USE, row -> row.getLong(1), bucket.name()).orElse(0L);
    return Math.max(oldest + bucket.window(), now + IN_OTHER_HANDS);
  }

  /**
   * Gives an owner's limits as many places as they allow. The latest uses stay: a smaller limit counts what was sent. A
   * limit that is new learns them from the first one, which every request has used.
   */
  private void fit(Quota quota) throws SQLException {
    if (quota.limits().equals(fitted.get(quota.owner()))) {
      return;
    }
    List<Bucket> buckets = Bucket.of(quota);
    String first = quota.owner();
    // the others look at what the first one has before it may get smaller
    for (int i = buckets.size() - 1; i >= 0; i--) {
      fit(buckets.get(i), first);
    }
    clearFrom(buckets.size(), quota.owner());
    fitted.put(quota.owner(), quota.limits());
  }

  private void fit(Bucket bucket, String first) throws SQLException {
    int wanted = bucket.limit().count();
    int there = places(bucket.name());
    if (there == wanted) {
      return;
    }
    String from = there < wanted && places(first) > there ? first : bucket.name();
    List<Long> uses = sql.list(LATEST_USES, row -> row.getLong(1), from, wanted);
    sql.update(CLEAR, bucket.name());
    PreparedStatement add = sql.prepare(ADD);
    for (int slot = 0; slot < wanted; slot++) {
      add.setString(1, bucket.name());
      add.setInt(2, slot);
      add.setLong(3, slot < uses.size() ? uses.get(slot) : 0);
      add.addBatch();
    }
    add.executeBatch();
  }

  private int places(String bucket) throws SQLException {
    return sql.first(COUNT, row -> row.getInt(1), bucket).orElse(0);
  }
}
