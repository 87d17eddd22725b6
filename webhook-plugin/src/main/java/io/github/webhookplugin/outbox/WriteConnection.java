package io.github.webhookplugin.outbox;

import io.github.webhookplugin.api.OneLine;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection that writes: one transaction at a time, opened anew after one failed. Belongs to the store thread but
 * for {@link #abort} and {@link #close}.
 */
final class WriteConnection {
  private static final Logger log = LoggerFactory.getLogger(WriteConnection.class);

  private final Database database;
  private final long session;
  private volatile Tables tables;
  private boolean broken;
  /** Held by whoever works on the connection: the store thread may still wait for the database when it is closed. */
  private final ReentrantLock working = new ReentrantLock();

  private volatile boolean closed;
  private volatile LastWords lastWords = tables -> {};

  WriteConnection(Database database, long session, Statements sql) {
    this.database = database;
    this.session = session;
    this.tables = Tables.over(sql, database.dialect(), session);
  }

  /** What is still to be written when the connection is closed. */
  interface LastWords {
    void say(Tables tables) throws SQLException;
  }

  /** For use inside a transaction. */
  Tables tables() {
    return tables;
  }

  /**
   * Runs one transaction and syncs it to disk.
   *
   * @param first a statement that it begins with
   * @throws StoreException if anything failed: nothing of the transaction was kept, unless it is {@link
   *     StoreException#undecided}
   */
  <T> T run(Outbox.Work<T> work, Optional<String> first) {
    working.lock();
    try {
      refuseIfClosed();
      try {
        return committed(work, first);
      } finally {
        if (closed) {
          closeTables();
        }
      }
    } finally {
      working.unlock();
    }
  }

  private <T> T committed(Outbox.Work<T> work, Optional<String> first) {
    boolean committing = false;
    try {
      if (broken) {
        tables = Tables.over(database.statements(), database.dialect(), session);
        broken = false;
      }
      if (first.isPresent()) {
        tables.sql().update(first.get());
      }
      T result = work.run();
      tables.log().flush();
      refuseIfClosed();
      committing = true;
      tables.sql().commit();
      return result;
    } catch (RuntimeException | Error e) {
      undo(e);
      throw e;
    } catch (SQLException e) {
      undo(e);
      if (committing && StoreFaults.undecided(database.dialect(), e)) {
        throw database.undecided(e);
      }
      throw database.failed("failed", e);
    }
  }

  /** Ends a transaction that waits for a server which does not answer. It fails then, and nothing more can be stored. */
  void abort() {
    try {
      tables.sql().abort();
    } catch (SQLException e) {
      log.warn("{}", OneLine.of(database.failed("could not be cut off", e).getMessage()));
    }
  }

  /** Closes, at once or when the transaction that is under way ends; that one commits nothing any more. */
  void close(LastWords words) {
    lastWords = words;
    closed = true;
    if (working.tryLock()) {
      try {
        closeTables();
      } finally {
        working.unlock();
      }
    } else {
      log.warn(
          "the database {} is still being waited for; nothing is committed any more, and its connection is closed then",
          database.place());
    }
  }

  private void closeTables() {
    try {
      if (!broken) {
        lastWords.say(tables);
      }
      tables.sql().close();
    } catch (SQLException e) {
      log.warn(
          "{}", OneLine.of(database.failed("could not be closed properly", e).getMessage()));
      tables.sql().closeAfter(e);
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new StoreException("the store is closed; the plugin is stopping");
    }
  }

  /** A connection that failed once is not trusted again: the next transaction opens a new one. */
  private void undo(Throwable cause) {
    broken = true;
    try {
      tables.sql().rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    tables.sql().closeAfter(cause);
  }
}
