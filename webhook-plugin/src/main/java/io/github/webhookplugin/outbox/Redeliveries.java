package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.RedeliveryStep.Again;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * Writes deliveries that repeat past ones, and the jobs that make many of them. All of it inside a transaction, on the
 * store thread.
 *
 * <p>A step moves {@code reached} from the value that it knows and adds its deliveries in one transaction: of two that
 * start at the same place, one finds it moved and does nothing.
 */
public final class Redeliveries {
  /** How long a job belongs to a node that does not step. */
  static final Duration LEASE = Duration.ofMinutes(1);

  private static final Duration KEPT = Duration.ofDays(30);
  private static final String QUEUE = """
      INSERT INTO wh_queue
        (delivery, event, service, due, owner, tries, failures, cause, origin, depth, identity, batch, ordered)
      SELECT ?, l.event, l.service, ?, 0, 0, 0, 1, l.delivery, 0, ?, 0, 0
        FROM wh_log l JOIN wh_event e ON e.event = l.event WHERE l.delivery = ?""";
  private static final String FREEZE = "INSERT INTO wh_frozen (delivery, body) VALUES (?, ?)";
  private static final String ADD = """
      INSERT INTO wh_redelivery
        (job, at, who, service, results, type, event, since, upto, picked, body, same_id, rate,
         matching, reached, due, owner, until, queued, gone, lost, ended, ended_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, 0, 0, 0, 0, '')""";
  private static final String FORGET = "DELETE FROM wh_redelivery WHERE ended <> 0 AND ended < ?";
  private static final String TAKE = """
      UPDATE wh_redelivery SET owner = ?, until = ?
       WHERE ended = 0 AND owner <> ? AND (owner = 0 OR until < ?)""";
  private static final String MINE =
      "SELECT COUNT(*) FROM wh_redelivery WHERE ended = 0 AND owner = ?";
  private static final String OPEN =
      "SELECT COUNT(*) FROM wh_redelivery WHERE ended = 0 AND owner <> ?";
  private static final String STEP = """
      UPDATE wh_redelivery
         SET reached = ?, due = ?, until = ?, queued = queued + ?, gone = gone + ?, lost = lost + ?, ended = ?
       WHERE job = ? AND reached = ? AND owner = ? AND ended = 0""";
  private static final String LOST =
      "UPDATE wh_redelivery SET queued = queued - ?, lost = lost + ? WHERE job = ?";
  private static final String CANCEL =
      "UPDATE wh_redelivery SET ended = ?, ended_by = ?, owner = 0 WHERE job = ? AND ended = 0";
  private static final String RELEASE = "UPDATE wh_redelivery SET owner = 0 WHERE owner = ?";

  private final Statements sql;
  private final long session;

  Redeliveries(Statements sql, long session) {
    this.sql = sql;
    this.session = session;
  }

  /**
   * Adds a delivery that repeats a past one, due at {@code now}.
   *
   * @return false if the log does not have the past one any more, or its event is gone: nothing was added
   */
  public boolean queue(Again again, long now) throws SQLException {
    if (sql.update(QUEUE, again.delivery(), now, again.identity(), again.origin()) == 0) {
      return false;
    }
    Recipients.copy(sql, again.origin(), again.delivery());
    if (again.body() != null) {
      sql.update(FREEZE, again.delivery(), again.body());
    }
    return true;
  }

  /** Adds a job, which belongs to this session then, and forgets those that ended long ago. */
  public void add(RedeliveryJob job) throws SQLException {
    sql.update(FORGET, job.at() - KEPT.toMillis());
    Selection selection = job.request().selection();
    sql.update(
        ADD,
        job.job(),
        job.at(),
        job.who(),
        selection.service(),
        selection.codes(),
        selection.type(),
        selection.event(),
        selection.since(),
        selection.upto(),
        selection.picked().stream().map(String::valueOf).collect(Collectors.joining(",")),
        job.request().body().code(),
        job.request().sameId() ? 1 : 0,
        job.request().rate(),
        job.progress().matching(),
        job.progress().due(),
        session,
        job.at() + LEASE.toMillis());
  }

  /** Whether there are jobs that have not ended, this session's or others'. */
  public boolean any() throws SQLException {
    return count(MINE) > 0 || count(OPEN) > 0;
  }

  /** Takes over jobs that run and that nobody works on; says whether any belongs to this session then. */
  public boolean take(long now) throws SQLException {
    if (count(OPEN) > 0) {
      sql.update(TAKE, session, now + LEASE.toMillis(), session, now);
    }
    return count(MINE) > 0;
  }

  /**
   * Takes a step at {@code now}.
   *
   * @return false if it was taken already, the job was cancelled, or another node has it: nothing was added
   */
  public boolean step(RedeliveryStep step, long now) throws SQLException {
    int moved = sql.update(
        STEP,
        step.to(),
        step.due(),
        now + LEASE.toMillis(),
        step.again().size(),
        step.gone(),
        step.lost(),
        step.last() ? now : 0,
        step.job(),
        step.from(),
        session);
    if (moved == 0) {
      return false;
    }
    int lost = 0;
    for (Again again : step.again()) {
      lost += queue(again, now) ? 0 : 1;
    }
    if (lost > 0) {
      sql.update(LOST, lost, lost, step.job());
    }
    return true;
  }

  /** Ends a job; what it has put on the way stays there. False if it has ended already, or never was. */
  public boolean cancel(long job, String who, long now) throws SQLException {
    return sql.update(CANCEL, now, who, job) > 0;
  }

  /** Leaves this session's jobs to others. */
  static void release(Statements sql, long session) throws SQLException {
    sql.update(RELEASE, session);
  }

  /** Frees the jobs that an earlier run of the only owner still held. */
  static void takeBack(Statements sql) throws SQLException {
    sql.update("UPDATE wh_redelivery SET owner = 0 WHERE owner <> 0");
  }

  private long count(String query) throws SQLException {
    return sql.first(query, row -> row.getLong(1), session).orElse(0L);
  }
}
