package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.Verdict;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A request that was sent to see what comes of it, as a line of the log. It has an event of its own, which no list of events
 * shows, and a result of its own, which nothing that asks for deliveries finds; it is in no statistics.
 *
 * @param delivery its key, whose id was sent; the one before it is its event's
 * @param event as JSON
 * @param sent its body, without secrets; null: it could not be made
 */
public record LoggedTest(
    long delivery,
    int service,
    String type,
    byte[] event,
    Attempt attempt,
    @Nullable String sent) {
  /** What {@code quiet} says of an event that only a test had. */
  static final int QUIET = 2;

  private static final String EVENT =
      "INSERT INTO wh_event (event, type, at, body, quiet) VALUES (?, ?, ?, ?, " + QUIET + ")";
  private static final String LINE = """
      INSERT INTO wh_log
        (delivery, event, service, result, tries, at, elapsed, status, sentence, excerpt, cause, origin, identity, batch,
         digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)""";
  private static final String BODY = "INSERT INTO wh_frozen (delivery, body) VALUES (?, ?)";

  /** Its event's key. */
  long eventKey() {
    return delivery - 1;
  }

  void store(Statements sql) throws SQLException {
    long began = attempt.startedAt().toEpochMilli();
    long elapsed = attempt.elapsed().toMillis();
    boolean passed = attempt.verdict() instanceof Verdict.Delivered;
    sql.update(EVENT, eventKey(), type, began, event);
    sql.update(
        LINE,
        delivery,
        eventKey(),
        service,
        passed ? DeliveryRows.TEST_PASSED : DeliveryRows.TEST_FAILED,
        attempt.number(),
        began + elapsed,
        elapsed,
        attempt.status(),
        LogRows.sentence(attempt.verdict().reason()),
        LogRows.storable(attempt.excerpt(), Attempt.MAX_EXCERPT),
        Lineage.Cause.TEST.code());
    if (sent != null) {
      sql.update(BODY, delivery, sent.getBytes(StandardCharsets.UTF_8));
    }
  }
}
