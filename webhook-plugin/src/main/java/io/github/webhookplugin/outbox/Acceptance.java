package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Stores new events with their deliveries. */
final class Acceptance {
  private static final String INSERT_EVENT =
      "INSERT INTO wh_event (event, id, type, at, body, settings, quiet) VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String INSERT_QUEUE = """
      INSERT INTO wh_queue
        (delivery, event, service, due, owner, tries, failures, cause, origin, depth, identity, batch, ordered)
      VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0)""";
  private static final String INSERT_ORDERED = """
      INSERT INTO wh_queue
        (delivery, event, service, due, owner, tries, failures, cause, origin, depth, identity, batch, ordered)
      VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 1)""";

  /** Those that the end of a delivery leads to are rare, and may be stored already: a commit's answer can get lost. */
  private static final String INSERT_TOLD = INSERT_EVENT + " ON CONFLICT DO NOTHING";

  private static final String INSERT_FOLLOWING = """
      INSERT INTO wh_queue
        (delivery, event, service, due, owner, tries, failures, cause, origin, depth, identity, batch, ordered)
      VALUES (?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?, 0, ?) ON CONFLICT DO NOTHING""";

  private final Statements sql;
  private final LogRows log;
  private final long session;

  Acceptance(Statements sql, LogRows log, long session) {
    this.sql = sql;
    this.log = log;
    this.session = session;
  }

  /** Adds the rows; {@code now} and {@code leaseUntil} in milliseconds since 1970. */
  void store(List<NewEvent> events, long now, long leaseUntil) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    PreparedStatement event = sql.prepare(INSERT_EVENT);
    PreparedStatement queue = sql.prepare(INSERT_QUEUE);
    boolean queued = false;
    boolean ordered = false;
    for (NewEvent accepted : events) {
      bind(event, accepted);
      for (NewDelivery delivery : accepted.deliveries()) {
        if (delivery.hold() == Hold.SKIPPED) {
          log.skipped(delivery.queued(accepted.event()), now, delivery.reason());
        } else if (delivery.lineage().cause() != Lineage.Cause.EVENT) {
          add(accepted.event(), delivery, now);
        } else if (delivery.ordered()) {
          bind(sql.prepare(INSERT_ORDERED), accepted.event(), delivery, now, leaseUntil);
          ordered = true;
        } else {
          bind(queue, accepted.event(), delivery, now, leaseUntil);
          queued = true;
        }
      }
    }
    event.executeBatch();
    if (queued) {
      queue.executeBatch();
    }
    if (ordered) {
      sql.prepare(INSERT_ORDERED).executeBatch();
    }
  }

  /** Adds what the end of a delivery leads to; {@code now} in milliseconds since 1970. */
  void follow(Follows follows, long now) throws SQLException {
    for (Follows.Follow follow : follows.deliveries()) {
      follow(follow.event(), follow.delivery(), now);
    }
    for (NewEvent told : follows.events()) {
      sql.update(
          INSERT_TOLD,
          told.event(),
          told.id(),
          told.type(),
          told.at(),
          told.body(),
          told.settings(),
          told.quiet() ? 1 : 0);
      for (NewDelivery delivery : told.deliveries()) {
        follow(told.event(), delivery, now);
      }
    }
  }

  private void follow(long event, NewDelivery delivery, long now) throws SQLException {
    if (delivery.hold() == Hold.SKIPPED) {
      log.skipped(delivery.queued(event), now, delivery.reason());
    } else {
      add(event, delivery, now);
    }
  }

  private void add(long event, NewDelivery delivery, long due) throws SQLException {
    Lineage lineage = delivery.lineage();
    sql.update(
        INSERT_FOLLOWING,
        delivery.delivery(),
        event,
        delivery.service(),
        due,
        lineage.cause().code(),
        lineage.origin(),
        lineage.depth(),
        lineage.identity(),
        delivery.ordered() ? 1 : 0);
    if (lineage.recipient() != null) {
      Recipients.add(sql, delivery.delivery(), lineage.recipient());
    }
  }

  private static void bind(PreparedStatement event, NewEvent accepted) throws SQLException {
    event.setLong(1, accepted.event());
    event.setString(2, accepted.id());
    event.setString(3, accepted.type());
    event.setLong(4, accepted.at());
    event.setBytes(5, accepted.body());
    event.setLong(6, accepted.settings());
    event.setInt(7, accepted.quiet() ? 1 : 0);
    event.addBatch();
  }

  private void bind(
      PreparedStatement queue, long event, NewDelivery delivery, long now, long leaseUntil)
      throws SQLException {
    boolean leased = delivery.hold() == Hold.LEASED;
    queue.setLong(1, delivery.delivery());
    queue.setLong(2, event);
    queue.setInt(3, delivery.service());
    queue.setLong(4, leased ? leaseUntil : now + delivery.delay());
    queue.setLong(5, leased ? session : 0);
    queue.addBatch();
  }
}
