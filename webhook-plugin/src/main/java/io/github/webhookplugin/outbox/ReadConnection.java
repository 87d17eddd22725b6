package io.github.webhookplugin.outbox;

import io.github.webhookplugin.api.OneLine;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection for readers, made when it is first needed and again after it broke. Shared between threads. */
final class ReadConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReadConnection.class);

  private final Database database;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Statements open;
  private volatile boolean closed;

  ReadConnection(Database database) {
    this.database = database;
  }

  SqlDialect dialect() {
    return database.dialect();
  }

  interface Query<T> {
    T run(Statements sql) throws SQLException;
  }

  /**
   * Reads, over a new connection if the one at hand has broken. Ends the read transaction at once: an open one would
   * keep the write-ahead log from shrinking.
   */
  <T> T read(Query<T> query) {
    reading.lock();
    try {
      if (closed) {
        throw new StoreException("the store is closed; the plugin is stopping");
      }
      return readOnce(query);
    } finally {
      reading.unlock();
    }
  }

  private <T> T readOnce(Query<T> query) {
    Statements kept = open;
    if (kept != null) {
      try {
        return run(query, kept);
      } catch (SQLException e) {
        // perhaps it broke long ago and nobody noticed: a new one tells
        forget(e);
      }
    }
    try {
      var fresh = database.statements();
      open = fresh;
      return run(query, fresh);
    } catch (SQLException e) {
      forget(e);
      throw database.failed("could not be read", e);
    }
  }

  /** However the query ends, the next one must not read what this one saw. */
  private <T> T run(Query<T> query, Statements sql) throws SQLException {
    try {
      T result = query.run(sql);
      sql.rollback();
      return result;
    } catch (RuntimeException | Error e) {
      forget(e);
      throw e;
    }
  }

  /** Ends a query that still waits for a server. */
  @Override
  public void close() {
    closed = true;
    if (!reading.tryLock()) {
      abort();
      reading.lock();
    }
    try {
      forget(new SQLException("closed"));
    } finally {
      reading.unlock();
    }
  }

  private void abort() {
    Statements waiting = open;
    if (waiting != null && !database.dialect().singleOwner()) {
      try {
        waiting.abort();
      } catch (SQLException e) {
        log.debug("a connection for readers could not be cut off", OneLine.trace(e));
      }
    }
  }

  private void forget(Throwable cause) {
    Statements broken = open;
    open = null;
    if (broken != null) {
      try {
        broken.close();
      } catch (SQLException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
