package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.Settlement.Again;
import io.github.webhookplugin.outbox.Settlement.Ended;
import io.github.webhookplugin.outbox.Settlement.GivenBack;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes back what became of deliveries. Rows are addressed by the single-column primary key alone. */
final class Settling {
  private static final String DELETE_QUEUE = "DELETE FROM wh_queue WHERE delivery IN";
  private static final String DELETE_IF_MINE =
      "DELETE FROM wh_queue WHERE delivery = ? AND owner = ?";
  private static final String TRY_AGAIN =
      "UPDATE wh_queue SET due = ?, owner = 0, tries = ?, failures = ? WHERE delivery = ? AND owner = ?";
  private static final String FREEZE =
      "INSERT INTO wh_frozen (delivery, body) VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String GIVE_BACK =
      "UPDATE wh_queue SET due = ?, owner = 0 WHERE delivery = ? AND owner = ?";

  private final Statements sql;
  private final LogRows log;
  private final Acceptance acceptance;
  private final Batches batches;
  private final long session;

  Settling(Statements sql, LogRows log, Acceptance acceptance, Batches batches, long session) {
    this.sql = sql;
    this.log = log;
    this.acceptance = acceptance;
    this.batches = batches;
    this.session = session;
  }

  /**
   * Writes back.
   *
   * @return the settlements that took effect; one whose lease another node has taken over does not, unless the
   *     receiver has got it
   */
  List<Settlement> settle(List<Settlement> settlements) throws SQLException {
    var effective = new ArrayList<Settlement>(settlements.size());
    for (Settlement settlement : settlements) {
      if (takesEffect(settlement)) {
        effective.add(settlement);
      }
    }
    long[] delivered = delivered(settlements);
    if (delivered.length > 0) {
      sql.updateIn(DELETE_QUEUE, delivered);
    }
    return effective;
  }

  private boolean takesEffect(Settlement settlement) throws SQLException {
    if (settlement instanceof Ended end) {
      // it was delivered, whoever holds it by now; any other end is the holder's to decide
      if (end.result() != Result.DELIVERED
          && sql.update(DELETE_IF_MINE, end.delivery(), session) == 0) {
        return false;
      }
      log.ended(end);
      freeze(end.delivery(), end.body().kept());
      if (end.queued().batch() != 0) {
        batches.ended(end);
      }
      if (end.follows().any()) {
        acceptance.follow(end.follows(), end.at());
      }
      return true;
    }
    if (settlement instanceof Again again) {
      return tryAgain(again);
    }
    if (settlement instanceof GivenBack back) {
      PreparedStatement update = sql.prepare(GIVE_BACK);
      update.setLong(1, back.due());
      update.setLong(2, back.delivery());
      update.setLong(3, session);
      return update.executeUpdate() > 0;
    }
    throw new IllegalArgumentException(
        "a settlement that nobody settles: " + settlement.getClass());
  }

  private boolean tryAgain(Again again) throws SQLException {
    PreparedStatement update = sql.prepare(TRY_AGAIN);
    update.setLong(1, again.due());
    update.setInt(2, again.failed().number());
    update.setInt(3, again.failures());
    update.setLong(4, again.delivery());
    update.setLong(5, session);
    if (update.executeUpdate() == 0) {
      return false;
    }
    log.failed(again);
    freeze(again.delivery(), again.body());
    return true;
  }

  private void freeze(long delivery, byte @Nullable [] body) throws SQLException {
    if (body != null) {
      PreparedStatement freeze = sql.prepare(FREEZE);
      freeze.setLong(1, delivery);
      freeze.setBytes(2, body);
      freeze.executeUpdate();
    }
  }

  /** The keys of what was delivered, sorted against deadlocks. */
  private static long[] delivered(List<Settlement> settlements) {
    long[] keys = new long[settlements.size()];
    int count = 0;
    for (Settlement settlement : settlements) {
      if (settlement instanceof Ended end && end.result() == Result.DELIVERED) {
        keys[count++] = end.delivery();
      }
    }
    long[] exact = Arrays.copyOf(keys, count);
    Arrays.sort(exact);
    return exact;
  }
}
