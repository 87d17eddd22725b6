package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.outbox.AuditEntry;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.Pending;
import io.github.webhookplugin.outbox.Selection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What admins do to deliveries that wait: have them tried now, or stop them. Any thread but the store's. */
public final class Interventions {
  private static final Logger log = LoggerFactory.getLogger(Interventions.class);
  /** Deliveries that one transaction looks at: others wait for it. */
  private static final int AT_ONCE = 200;

  private final StoreLoop loop;
  private final Outbox outbox;
  private final Lanes lanes;
  private final Upkeep upkeep;
  private final Notices notices;
  private final Handover handover;
  private final Clock clock;

  Interventions(
      StoreLoop loop, Outbox outbox, Lanes lanes, Upkeep upkeep, Notices notices, Clock clock) {
    this.loop = loop;
    this.outbox = outbox;
    this.lanes = lanes;
    this.upkeep = upkeep;
    this.notices = notices;
    this.handover = new Handover(lanes);
    this.clock = clock;
  }

  /** What came of it. */
  public enum Outcome {
    DONE,
    /** It is due already, and is sent as soon as there is room for it. */
    DUE_ALREADY,
    /** It is being sent at this moment: nothing was done. */
    IN_HAND,
    /** It has ended, or never was: nothing was done. */
    NOT_WAITING
  }

  /**
   * What came of a part of many.
   *
   * @param done deliveries that were tried or stopped
   * @param left deliveries that cannot be tried now because their service is off
   * @param reached the key of the last one looked at
   * @param more whether there may be others behind it
   */
  public record Part(int done, int left, long reached, boolean more) {}

  /** Moves the pending try of a delivery to now; it counts as the try that it would have been. */
  public CompletableFuture<Outcome> tryNow(long delivery, AuditEntry audit) {
    return loop.call(() -> {
      Optional<Pending.Row> row = outbox.pending().find(delivery);
      Outcome outcome = row.isEmpty() ? Outcome.NOT_WAITING : tryNow(row.get());
      if (outcome == Outcome.DONE) {
        outbox.audit(audit);
      }
      return outcome;
    });
  }

  private Outcome tryNow(Pending.Row row) throws SQLException {
    long now = clock.millis();
    if (row.inHand()) {
      return Outcome.IN_HAND;
    }
    if (!outbox.pending().tryNow(row.delivery(), now)) {
      return Outcome.DUE_ALREADY;
    }
    lanes.of(row.service()).due(now);
    return Outcome.DONE;
  }

  /** Moves the pending tries of some of those that wait to now, those with greater keys than {@code above}. */
  public CompletableFuture<Part> tryNow(Selection selection, long above) {
    return loop.call(() -> {
      List<Pending.Row> rows = outbox.pending().waiting(selection, above, AT_ONCE);
      int done = 0;
      int left = 0;
      for (Pending.Row row : rows) {
        if (!lanes.of(row.service()).lane().mayStart()) {
          left++;
        } else if (tryNow(row) == Outcome.DONE) {
          done++;
        }
      }
      return part(rows, above, done, left);
    });
  }

  /** Ends a delivery that waits as failed, with all that it is sent together with. */
  public CompletableFuture<Outcome> stop(long delivery, AuditEntry audit) {
    String who = audit.who();
    var stopped = new ArrayList<Pending.Stopped>();
    CompletableFuture<Outcome> outcome = loop.call(() -> {
      Optional<Pending.Row> row = outbox.pending().find(delivery);
      if (row.isEmpty()) {
        return Outcome.NOT_WAITING;
      }
      outbox
          .pending()
          .stop(row.get().delivery(), sentence(who), clock.millis())
          .ifPresent(stopped::add);
      if (!stopped.isEmpty()) {
        outbox.audit(audit.times(count(stopped)));
      }
      upkeep.lookSoon();
      return stopped.isEmpty() ? Outcome.IN_HAND : Outcome.DONE;
    });
    return outcome.thenApply(result -> {
      told(stopped, who);
      return result;
    });
  }

  /** Stops some of those that wait, those with greater keys than {@code above}. */
  public CompletableFuture<Part> stop(Selection selection, long above, String who) {
    var stopped = new ArrayList<Pending.Stopped>();
    CompletableFuture<Part> part = loop.call(() -> {
      List<Pending.Row> rows = outbox.pending().waiting(selection, above, AT_ONCE);
      for (Pending.Row row : rows) {
        outbox
            .pending()
            .stop(row.delivery(), sentence(who), clock.millis())
            .ifPresent(stopped::add);
      }
      upkeep.lookSoon();
      return part(rows, above, count(stopped), 0);
    });
    return part.thenApply(result -> {
      told(stopped, who);
      return result;
    });
  }

  private static Part part(List<Pending.Row> rows, long above, int done, int left) {
    long reached = rows.isEmpty() ? above : rows.get(rows.size() - 1).delivery();
    return new Part(done, left, reached, rows.size() == AT_ONCE);
  }

  private static String sentence(String who) {
    return "Stopped by " + who + ".";
  }

  private static int count(List<Pending.Stopped> stopped) {
    return stopped.stream().mapToInt(Pending.Stopped::count).sum();
  }

  /** After the commit. */
  private void told(List<Pending.Stopped> stopped, String who) {
    if (!stopped.isEmpty()) {
      log.info("{} deliveries stopped by {}", count(stopped), OneLine.of(who));
    }
    notices.settled(stopped.stream()
        .map(one -> new Settled(handover.work(one.row(), 0), one.end()))
        .toList());
  }
}
