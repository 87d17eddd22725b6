package io.github.webhookplugin.outbox;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection for readers, made when it is first needed and again after it broke. Shared between threads. */
final class ReadConnection implements AutoCloseable {
  private final Database database;
  private @Nullable Statements open;
  private boolean closed;

  ReadConnection(Database database) {
    this.database = database;
  }

  interface Query<T> {
    T run(Statements sql) throws SQLException;
  }

  /** Ends the read transaction at once: an open one would keep the write-ahead log from shrinking. */
  synchronized <T> T read(Query<T> query) {
    if (closed) {
      throw new StoreException("the store is closed; the plugin is stopping");
    }
    try {
      if (open == null) {
        open = database.statements();
      }
      T result = query.run(open);
      open.rollback();
      return result;
    } catch (SQLException e) {
      forget(e);
      throw database.failed("could not be read", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      if (open != null) {
        open.close();
        open = null;
      }
    } catch (SQLException e) {
      throw database.failed("could not be closed", e);
    }
  }

  private void forget(SQLException cause) {
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
