package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.PublicIds;
import io.github.webhookplugin.model.ServiceHealth;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of the store: one connection, one transaction at a time. Belongs to the store thread.
 *
 * <p>Times are milliseconds since 1970. After a {@link StoreException} the transaction is undone and the connection
 * is opened anew for the next one.
 */
public final class Outbox implements AutoCloseable {
  /** How many milliseconds a server may take to answer when this node closes. */
  private static final int LAST_WORDS = 2_000;

  private final Database database;
  private final StoreClock clock;
  private final long session;
  private final Keys keys;
  private final NodeNumber node;
  private final PublicIds ids;
  private final WriteConnection connection;

  private Outbox(
      Database database, StoreClock clock, long session, Statements sql, Opening opening) {
    this.database = database;
    this.clock = clock;
    this.session = session;
    this.keys = opening.keys();
    this.node = new NodeNumber(opening.node(), session, opening.keys());
    this.ids = opening.ids();
    this.connection = new WriteConnection(database, session, sql);
  }

  /** Work of one transaction. */
  public interface Work<T> {
    T run() throws SQLException;
  }

  /**
   * Opens the store: brings its tables up to date and, if this process is the only owner, frees what an earlier run
   * held.
   *
   * @param hostClock the host's; see {@link #clock}
   * @param session a random number other than 0 that stands for this run of this node
   * @throws StoreException if it cannot be opened; the message says why and what to do
   */
  public static Outbox open(Database database, Clock hostClock, long session) {
    return open(database, Schema.CURRENT, hostClock, session);
  }

  static Outbox open(Database database, Schema schema, Clock hostClock, long session) {
    Statements sql = null;
    var clock = StoreClock.of(hostClock, database.dialect());
    try {
      sql = database.statements();
      clock.measure(sql, database.dialect());
      Opening opening = Opening.of(database.dialect(), schema, sql, clock, session);
      sql.commit();
      return new Outbox(database, clock, session, sql, opening);
    } catch (RuntimeException e) {
      closeAfter(e, sql);
      throw e;
    } catch (SQLException e) {
      closeAfter(e, sql);
      throw database.failed("cannot be opened", e);
    }
  }

  /** The time that due times and leases are in; may be used by any thread. */
  public Clock clock() {
    return clock;
  }

  /** Stores events in transactions of the host's own; may be used by any thread. */
  public HostTransactions hostTransactions() {
    return new HostTransactions(database, clock, keys, ids.installation());
  }

  /** The maker of keys; may be used by any thread. */
  public Keys keys() {
    return keys;
  }

  /** The maker of public ids; may be used by any thread. */
  public PublicIds ids() {
    return ids;
  }

  /** Stands for this run of this node. */
  public long session() {
    return session;
  }

  /** Whether other nodes may write to the same store. */
  public boolean shared() {
    return !database.dialect().singleOwner();
  }

  /** Where the data lies, for people. */
  public String place() {
    return database.place();
  }

  /**
   * Runs one transaction and syncs it to disk.
   *
   * @throws StoreException if anything failed: nothing of the transaction was kept, unless it is {@link
   *     StoreException#undecided}
   */
  public <T> T transaction(Work<T> work) {
    return connection.run(work, database.dialect().first());
  }

  /**
   * Runs one transaction that only reads: on SQLite it does not wait for those that write.
   *
   * @throws StoreException if anything failed
   */
  public <T> T read(Work<T> work) {
    return connection.run(work, Optional.empty());
  }

  /**
   * Decides which of the events are accepted, all of which have a deduplication key; inside {@link #transaction},
   * before {@link #accept}.
   *
   * @return what was decided, by the events' keys
   */
  public Map<Long, Admission> admit(List<NewEvent> events) throws SQLException {
    return tables().deduplication().admit(events, clock.millis());
  }

  /**
   * Stores new events; inside {@link #transaction}.
   *
   * @throws StoreException if one has a key of a number that this node has lost meanwhile
   */
  public void accept(List<NewEvent> events, long leaseUntil) throws SQLException {
    for (NewEvent event : events) {
      keys.requireMine(event.event());
    }
    tables().acceptance().store(events, clock.millis(), leaseUntil);
  }

  /**
   * Counts deliveries that were skipped in a transaction of the host's own; inside {@link #transaction}.
   *
   * @return how many there are: none if the host has not committed
   */
  public int countSkipped(long[] deliveries) throws SQLException {
    return tables().log().countSkipped(deliveries);
  }

  /** Logs a test; inside {@link #transaction}. */
  public void log(LoggedTest test) throws SQLException {
    keys.requireMine(test.delivery());
    test.store(tables().sql());
  }

  /** Writes back results and returns those that took effect; inside {@link #transaction}. */
  public List<Settlement> settle(List<Settlement> settlements) throws SQLException {
    return tables().settling().settle(settlements);
  }

  /** Takes up due deliveries of a service; inside {@link #transaction}. */
  public List<Claimed> claim(int service, long leaseUntil, int limit) throws SQLException {
    return tables().claiming().claim(service, clock.millis(), leaseUntil, limit);
  }

  /** Takes up due deliveries of a service that has terms, at most so many requests; inside {@link #transaction}. */
  public Taken claim(int service, Terms terms, long leaseUntil, int most) throws SQLException {
    return tables().shaped().claim(service, terms, clock.millis(), leaseUntil, most);
  }

  /**
   * Keeps deliveries of this node, and its number, for longer: one transaction. A node that stood still may have lost
   * its number to another one; it takes a new one then, and keys made before count no more.
   *
   * @return the keys of the deliveries that are not this node's any more
   * @throws StoreException if it failed: nothing is kept for longer
   */
  public Set<Long> renew(List<Lease> leases, long leaseUntil) {
    record Renewed(Set<Long> lost, NodeNumber.Renewal number) {}
    Renewed renewed = transaction(() -> new Renewed(
        tables().claiming().renew(leases, leaseUntil), node.renew(tables().sql(), clock.millis())));
    node.committed(renewed.number);
    return renewed.lost;
  }

  /** When the next delivery of each service is due, and what time it is; inside {@link #transaction}. */
  public Map<Integer, Long> look() throws SQLException {
    clock.measure(tables().sql(), database.dialect());
    return tables().claiming().nextDue();
  }

  /** When the next delivery of a service is due, {@link Long#MAX_VALUE} for never; inside {@link #transaction}. */
  public long nextDue(int service) throws SQLException {
    return tables().claiming().nextDue(service);
  }

  /** How services have been doing, by number; one that never failed is absent; inside {@link #transaction}. */
  public Map<Integer, ServiceHealth> health() throws SQLException {
    return tables().health().all();
  }

  /** How a service has been doing; no other node changes it until this {@link #transaction} ends. */
  public ServiceHealth lockedHealth(int service) throws SQLException {
    return tables().health().locked(service);
  }

  /** Stores what has become of {@link #lockedHealth}; inside the same {@link #transaction}. */
  public void saveHealth(int service, ServiceHealth health) throws SQLException {
    tables().health().save(service, health);
  }

  /**
   * This node's part of what all nodes together may do; inside {@link #transaction}.
   *
   * @param lease how long a node that was killed still counts
   */
  public Share share(Duration lease) throws SQLException {
    return shared()
        ? Nodes.share(tables().sql(), node.value(), clock.millis(), lease)
        : Share.ALONE;
  }

  /** The key below which the log may go; inside {@link #transaction}. */
  public long retentionCutoff(long oldest, long maxRows) throws SQLException {
    return tables().retention().cutoff(oldest, maxRows, clock.millis());
  }

  /** Removes a little of what is below the cutoff, and of the deduplication keys that do not count any more; false when done; inside {@link #transaction}. */
  public boolean prune(long cutoff, int limit) throws SQLException {
    return tables().retention().step(cutoff, clock.millis(), limit);
  }

  /** The version of the stored settings; inside {@link #transaction}. */
  public long settingsVersion() throws SQLException {
    return SettingsRows.version(tables().sql());
  }

  /** The stored settings; inside {@link #transaction}. */
  public StoredDocuments settings() throws SQLException {
    return SettingsRows.load(tables().sql());
  }

  /** Stores a change of settings; false if somebody else changed them since; inside {@link #transaction}. */
  public boolean saveSettings(SettingsChange change) throws SQLException {
    boolean saved = SettingsRows.save(tables().sql(), change, clock.millis());
    if (saved) {
      for (AuditEntry entry : change.audit()) {
        audit(entry);
      }
    }
    return saved;
  }

  /** Remembers what an admin did; inside the {@link #transaction} that does it. */
  public void audit(AuditEntry entry) throws SQLException {
    AuditLog.add(tables().sql(), keys.block(1), clock.millis(), entry);
  }

  /**
   * Writes settings documents anew that say the same as before, of today and of the past; inside {@link #transaction}
   * and behind a {@link #saveSettings} that counted, so that no other node writes meanwhile.
   *
   * @param change makes of a document's name and text another text
   * @return how many became another text
   */
  public int rewriteSettings(BinaryOperator<String> change) throws SQLException {
    return SettingsRows.rewrite(tables().sql(), change);
  }

  /** How many settings documents, of today and of the past, have a text in them; inside {@link #transaction}. */
  public int settingsHolding(String text) throws SQLException {
    return SettingsRows.holding(tables().sql(), text);
  }

  /** What can be done to deliveries that wait; for use inside {@link #transaction}. */
  public Pending pending() {
    return tables().pending();
  }

  /** Sending past deliveries again; for use inside {@link #transaction}. */
  public Redeliveries redeliveries() {
    return tables().redeliveries();
  }

  /** Makes everything of a service that waits and is free due at once; inside {@link #transaction}. */
  public int dueAtOnce(int service) throws SQLException {
    return tables().claiming().dueAtOnce(service, clock.millis());
  }

  /** Learns that a service's terms are new; inside {@link #transaction}. */
  public void reshaped(int service) {
    tables().shaped().reshaped(service);
  }

  /** Removes what was kept of the rate of a service that is gone; inside {@link #transaction}. */
  public void forgetPermits(int service) throws SQLException {
    tables().permits().forget(Terms.owner(service));
  }

  private Tables tables() {
    return connection.tables();
  }

  /**
   * Ends a transaction that waits for a server which does not answer; any thread. It fails then, and nothing more can
   * be stored.
   */
  public void abort() {
    if (shared()) {
      connection.abort();
    }
  }

  /**
   * Gives up the node's number and closes. What this node still holds comes back when its lease ends. A database that
   * cannot be reached any more gets the number back later. A transaction that is under way commits nothing any more.
   */
  @Override
  public void close() {
    connection.close(this::release);
  }

  /** The only owner takes its number back at the next start, and must not wait for the host's transactions now. */
  private void release(Tables tables) throws SQLException {
    if (shared()) {
      int usual = tables.sql().answersWithin(LAST_WORDS);
      node.release(tables.sql());
      Redeliveries.release(tables.sql(), session);
      tables.sql().commit();
      tables.sql().answersWithin(usual);
    }
  }

  private static void closeAfter(Exception cause, @Nullable Statements sql) {
    if (sql != null) {
      sql.closeAfter(cause);
    }
  }
}
