package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.PendingPublication;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

/** In the SQLite file of a host that opens the channel with its own data source. */
class SqliteHostTransactionTest extends HostTransactionContract {
  @Override
  HostContext.Builder context() {
    return super.context().dataSource(hosts());
  }

  @Override
  DataSource hosts() {
    return source("app.db");
  }

  @Override
  DataSource elsewhere() {
    return source("other.db");
  }

  @Override
  List<String> breaking() {
    return List.of(
        "CREATE TRIGGER broken BEFORE INSERT ON wh_queue BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  }

  @Test
  void another_copy_of_the_sqlite_library_is_refused_because_it_would_lose_data() throws Exception {
    webhooks.stop(BOUND);
    webhooks = WebhookRuntime.open(HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .build());
    URL driver = SQLiteDataSource.class.getProtectionDomain().getCodeSource().getLocation();
    URL slf4j = org.slf4j.Logger.class.getProtectionDomain().getCodeSource().getLocation();
    try (var loader =
            new URLClassLoader(new URL[] {driver, slf4j}, ClassLoader.getPlatformClassLoader());
        Connection foreign = connection(loader, data.resolve("webhook.db"))) {
      foreign.setAutoCommit(false);

      assertThatThrownBy(() -> webhooks.publish(titled("a"), foreign))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another copy of the SQLite library")
          .hasMessageContaining("HostContext.Builder.dataSource");
    }
  }

  @Test
  void waiting_for_the_hosts_own_transaction_ends_with_a_clear_error() throws Exception {
    try (Connection open = hosts().getConnection()) {
      open.setAutoCommit(false);
      run(open, "INSERT INTO orders VALUES (1)");

      assertThatThrownBy(() -> webhooks.publish(anEvent()))
          .isInstanceOf(PublishException.class)
          .hasMessageContaining("a transaction of the host that has not ended")
          .hasMessageContaining("publish in it")
          .extracting(failure -> ((PublishException) failure).reason())
          .isEqualTo(Reason.STORE);
      open.commit();
    }
    await().until(() -> webhooks.health().message().contains("0 deliveries"));
    assertThat(webhooks.publish(anEvent()).deliveries()).isEqualTo(1);
  }

  @Test
  void publishing_waits_while_somebody_else_writes() throws Exception {
    try (Connection other = hosts().getConnection();
        Connection host = hosts().getConnection()) {
      other.setAutoCommit(false);
      host.setAutoCommit(false);
      run(other, "INSERT INTO orders VALUES (1)");
      var ended = CompletableFuture.runAsync(
          () -> commit(other), CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));

      PendingPublication pending = webhooks.publish(titled("a"), host);
      host.commit();
      pending.committed();

      ended.join();
    }
    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private DataSource source(String file) {
    var source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + data.resolve(file));
    return source;
  }

  private static Connection connection(ClassLoader loader, Path file) throws Exception {
    return (Connection) loader
        .loadClass("org.sqlite.jdbc4.JDBC4Connection")
        .getConstructor(String.class, String.class, Properties.class)
        .newInstance("jdbc:sqlite:" + file, file.toString(), new Properties());
  }
}
