package io.github.webhookplugin.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection with its prepared statements. Belongs to one thread at a time. */
final class Statements implements AutoCloseable {
  /** IN lists have one of these lengths, filled up with the last value, so that few statements serve all sizes. */
  private static final int[] LIST_SIZES = {1, 8, 64, 512};

  private final Connection connection;
  private final Closing closing;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Map<String, String[]> listTexts = new HashMap<>();

  /** Closes the connection in its own way. */
  Statements(Connection connection, Closing closing) {
    this.connection = connection;
    this.closing = closing;
  }

  /** What becomes of a connection that is done with. */
  interface Closing {
    void close(Connection connection) throws SQLException;
  }

  /** Makes a value of a row. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  int update(String sql, @Nullable Object... values) throws SQLException {
    return bound(sql, values).executeUpdate();
  }

  <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
    var rows = new ArrayList<T>();
    try (ResultSet result = bound(sql, values).executeQuery()) {
      while (result.next()) {
        rows.add(reader.read(result));
      }
    }
    return rows;
  }

  <T> Optional<T> first(String sql, Reader<T> reader, @Nullable Object... values)
      throws SQLException {
    try (ResultSet result = bound(sql, values).executeQuery()) {
      return result.next() ? Optional.of(reader.read(result)) : Optional.empty();
    }
  }

  /** Runs a statement for many ids; the text ends in {@code IN} and the ids go where the list would stand. */
  int updateIn(String sql, long[] ids) throws SQLException {
    int changed = 0;
    for (int from = 0; from < ids.length; ) {
      int size = listSize(ids.length - from);
      PreparedStatement statement = boundIn(sql, ids, from, size);
      changed += statement.executeUpdate();
      from += size;
    }
    return changed;
  }

  <T> List<T> listIn(String sql, long[] ids, Reader<T> reader) throws SQLException {
    var rows = new ArrayList<T>();
    for (int from = 0; from < ids.length; ) {
      int size = listSize(ids.length - from);
      try (ResultSet result = boundIn(sql, ids, from, size).executeQuery()) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      }
      from += size;
    }
    return rows;
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  Savepoint savepoint() throws SQLException {
    return connection.setSavepoint();
  }

  void rollback(Savepoint to) throws SQLException {
    connection.rollback(to);
  }

  void release(Savepoint savepoint) throws SQLException {
    connection.releaseSavepoint(savepoint);
  }

  /** Closes after something went wrong: what goes wrong now is added to that. */
  void closeAfter(Throwable cause) {
    try {
      close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Makes a call that waits for the database fail; any thread. */
  void abort() throws SQLException {
    connection.abort(Runnable::run);
  }

  /** Fails a call that the database does not answer in that time; the bound until now, in milliseconds. */
  int answersWithin(int millis) throws SQLException {
    int before = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, millis);
    return before;
  }

  @Override
  public void close() throws SQLException {
    try {
      for (PreparedStatement statement : prepared.values()) {
        statement.close();
      }
      prepared.clear();
    } finally {
      closing.close(connection);
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepare(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private PreparedStatement boundIn(String sql, long[] ids, int from, int size)
      throws SQLException {
    PreparedStatement statement = prepare(listText(sql, size));
    for (int i = 0; i < size; i++) {
      statement.setLong(i + 1, ids[Math.min(from + i, ids.length - 1)]);
    }
    return statement;
  }

  private String listText(String sql, int size) {
    String[] texts = listTexts.computeIfAbsent(sql, text -> new String[LIST_SIZES.length]);
    for (int i = 0; i < LIST_SIZES.length; i++) {
      if (LIST_SIZES[i] == size) {
        if (texts[i] == null) {
          texts[i] = sql + " (?" + ",?".repeat(size - 1) + ")";
        }
        return texts[i];
      }
    }
    throw new IllegalArgumentException("no list has " + size + " places");
  }

  private static int listSize(int wanted) {
    for (int size : LIST_SIZES) {
      if (wanted <= size) {
        return size;
      }
    }
    return LIST_SIZES[LIST_SIZES.length - 1];
  }
}
