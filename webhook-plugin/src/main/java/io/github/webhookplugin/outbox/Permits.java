package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.Terms.Quota;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rate limits that hold over all nodes and restarts. A limit of n requests has n places, each with the time of its last
 * use; a permit is a place that was not used for the length of the window. So there are never more than n in any
 * window, wherever it begins (seed rows T-37, T-38).
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
  private final Map<String, Integer> sizes = new HashMap<>();

  Permits(Statements sql, SqlDialect dialect) {
    this.sql = sql;
    this.free = "SELECT slot FROM wh_permit WHERE bucket = ? AND at <= ? ORDER BY at LIMIT ?"
        + dialect.skipLocked();
  }

  /**
   * Permits that can be used in this transaction.
   *
   * @param slots the free places of each quota, in the order of the quotas
   * @param count so many requests may be made
   * @param next when to look again, in milliseconds since 1970, if there is none
   */
  record Held(List<Quota> quotas, List<List<Integer>> slots, int count, long next) {}

  /** Finds up to {@code most} permits and keeps other nodes from them until the transaction ends. */
  Held hold(List<Quota> quotas, int most, long now) throws SQLException {
    var slots = new ArrayList<List<Integer>>(quotas.size());
    int count = most;
    long next = 0;
    for (Quota quota : quotas) {
      fit(quota);
      List<Integer> found =
          sql.list(free, row -> row.getInt(1), quota.bucket(), now - window(quota), most);
      slots.add(found);
      count = Math.min(count, found.size());
      if (found.isEmpty()) {
        next = Math.max(next, next(quota, now));
      }
    }
    return new Held(quotas, slots, count, next);
  }

  /** Uses as many of them; the others are free again when the transaction ends. */
  void use(Held held, int count, long now) throws SQLException {
    if (count == 0) {
      return;
    }
    PreparedStatement use = sql.prepare(USE);
    for (int i = 0; i < held.quotas().size(); i++) {
      for (int slot : held.slots().get(i).subList(0, count)) {
        use.setLong(1, now);
        use.setString(2, held.quotas().get(i).bucket());
        use.setInt(3, slot);
        use.addBatch();
      }
    }
    use.executeBatch();
  }

  /** Forgets the uses of a bucket that nobody needs any more. */
  void forget(String bucket) throws SQLException {
    sizes.remove(bucket);
    sql.update(CLEAR, bucket);
  }

  private long next(Quota quota, long now) throws SQLException {
    sql.update(FROM_THE_FUTURE, now, quota.bucket(), now + CLOCK_DIFFERENCE);
    long oldest = sql.first(OLDEST_USE, row -> row.getLong(1), quota.bucket()).orElse(0L);
    return Math.max(oldest + window(quota), now + IN_OTHER_HANDS);
  }

  /** Gives the bucket as many places as its limit has. The latest uses stay: a smaller limit counts what was sent. */
  private void fit(Quota quota) throws SQLException {
    String bucket = quota.bucket();
    int wanted = quota.limit().count();
    Integer known = sizes.get(bucket);
    if (known != null && known == wanted) {
      return;
    }
    int there = sql.first(COUNT, row -> row.getInt(1), bucket).orElse(0);
    if (there != wanted) {
      List<Long> uses = sql.list(LATEST_USES, row -> row.getLong(1), bucket, wanted);
      sql.update(CLEAR, bucket);
      PreparedStatement add = sql.prepare(ADD);
      for (int slot = 0; slot < wanted; slot++) {
        add.setString(1, bucket);
        add.setInt(2, slot);
        add.setLong(3, slot < uses.size() ? uses.get(slot) : 0);
        add.addBatch();
      }
      add.executeBatch();
    }
    sizes.put(bucket, wanted);
  }

  private static long window(Quota quota) {
    return quota.limit().per().plus(MARGIN).toMillis();
  }
}
