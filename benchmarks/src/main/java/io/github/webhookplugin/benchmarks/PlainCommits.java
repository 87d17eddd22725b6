package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One thread that inserts one row of an event's size and commits, over and over: SQLite with a write-ahead log, every
 * commit synced, and its defaults otherwise.
 */
final class PlainCommits implements Side {
  private final Connection connection;
  private final byte[] body = Rendering.model(Samples.event(1).build(), 1).toJson();
  private @Nullable Thread thread;

  PlainCommits(Path data) throws SQLException {
    connection = Sqlite.connect(data.resolve("plain.db"));
    Sqlite.set(connection, "journal_mode=WAL", "synchronous=FULL");
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE plain (event INTEGER PRIMARY KEY, body BLOB NOT NULL)");
    }
    connection.setAutoCommit(false);
  }

  @Override
  public void begin(Load load) {
    var started = new Thread(() -> commitMany(load), "plain-commits");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  private void commitMany(Load load) {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO plain (body) VALUES (?)")) {
      while (load.running()) {
        load.begin(1);
        long start = System.nanoTime();
        insert.setBytes(1, body);
        insert.executeUpdate();
        connection.commit();
        load.publishing().add(System.nanoTime() - start);
        load.end();
      }
    } catch (SQLException e) {
      load.fail();
      throw new IllegalStateException("a plain commit failed", e);
    }
  }

  @Override
  public void end(Load load) throws InterruptedException {
    if (thread != null) {
      thread.join();
    }
    load.drain();
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("the plain database could not be closed", e);
    }
  }
}
