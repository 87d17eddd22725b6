package io.github.webhookplugin.outbox;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time that due times, leases and keys are in. Where several nodes share a database it is the database's, so that
 * their own clocks need not agree: this host's clock plus an offset that is measured again and again. A host that gives
 * a clock of its own, such as one to turn in a test, keeps it. Shared between threads; measured by the store thread.
 */
final class StoreClock extends Clock {
  private static final Logger log = LoggerFactory.getLogger(StoreClock.class);
  /** An operator hears of a difference beyond this. */
  private static final long WORTH_TELLING = Duration.ofSeconds(2).toMillis();

  private final Clock host;
  private final boolean follows;
  private volatile long offset;
  private boolean told;

  private StoreClock(Clock host, boolean follows) {
    this.host = host;
    this.follows = follows;
  }

  /** The clock to go by on a database of that dialect. */
  static StoreClock of(Clock host, SqlDialect dialect) {
    boolean systems = host.getClass() == Clock.systemUTC().getClass();
    return new StoreClock(host, systems && dialect.clock() != null);
  }

  /**
   * Measures how far the database's clock is ahead. The answer took a moment to arrive, so it only tells bounds; an
   * offset within them stays as it is.
   */
  void measure(Statements sql, SqlDialect dialect) throws SQLException {
    String query = dialect.clock();
    if (!follows || query == null) {
      return;
    }
    long before = host.millis();
    long database = sql.first(query, row -> row.getLong(1)).orElseThrow();
    long after = host.millis();
    adjust(database - after, database + 1 - before);
  }

  /** Moves the offset as little as it takes to lie between the two. */
  void adjust(long least, long most) {
    offset = Math.max(least, Math.min(most, offset));
    boolean far = Math.abs(offset) > WORTH_TELLING;
    if (far && !told) {
      log.warn(
          "this host's clock is {} the database's: deliveries go by the database's; set this host's clock",
          Duration.ofMillis(Math.abs(offset)) + (offset > 0 ? " behind" : " ahead of"));
    }
    told = far;
  }

  @Override
  public long millis() {
    return host.millis() + offset;
  }

  @Override
  public Instant instant() {
    return host.instant().plusMillis(offset);
  }

  @Override
  public ZoneId getZone() {
    return host.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.offset(host.withZone(zone), Duration.ofMillis(offset));
  }
}
