package io.github.webhookplugin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.ApiVersion;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PendingPublication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pf4j.DefaultPluginManager;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** The built JAR and a host with drivers of its own: the plugin's are other classes, out of another class loader. */
class HostTransactionIT {
  @TempDir
  Path folder;

  private DefaultPluginManager plugins;
  private CountingReceiver receiver;
  private NotificationChannel channel;

  @BeforeEach
  void start() throws Exception {
    receiver = new CountingReceiver();
    plugins = new DefaultPluginManager(BuiltPlugin.folderWithJar(folder));
    plugins.setSystemVersion(ApiVersion.CURRENT);
    plugins.loadPlugins();
    plugins.startPlugins();
    channel = plugins.getExtensions(NotificationChannel.class, "webhook").get(0);
  }

  @AfterEach
  void stop() {
    plugins.stopPlugin("webhook");
    plugins.unloadPlugins();
    receiver.close();
  }

  @Test
  void on_postgresql_with_the_plugins_driver_for_the_channel_and_the_hosts_for_the_transaction()
      throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      var host = new PGSimpleDataSource();
      host.setUrl(server.getJdbcUrl("postgres", "postgres"));
      open(HostContext.builder(folder.resolve("data"))
          .allowNetwork("127.0.0.0/8")
          .allowHost("localhost")
          .jdbcUrl(server.getJdbcUrl("postgres", "postgres")));

      commitsAndRollsBack(host);
      plugins.stopPlugin("webhook");
    }
  }

  @Test
  void on_postgresql_with_the_hosts_driver_for_everything() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      var host = new PGSimpleDataSource();
      host.setUrl(server.getJdbcUrl("postgres", "postgres"));
      open(HostContext.builder(folder.resolve("data"))
          .allowNetwork("127.0.0.0/8")
          .allowHost("localhost")
          .dataSource(host));

      commitsAndRollsBack(host);
      plugins.stopPlugin("webhook");
    }
  }

  @Test
  void on_sqlite_with_the_hosts_driver_for_everything() throws Exception {
    DataSource host = sqlite("app.db");
    open(HostContext.builder(folder.resolve("data"))
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .dataSource(host));

    commitsAndRollsBack(host);
    assertThat(folder.resolve("data/webhook.db")).doesNotExist();
  }

  @Test
  void on_sqlite_nothing_is_lost_while_host_and_plugin_write_at_once() throws Exception {
    DataSource host = sqlite("app.db");
    open(HostContext.builder(folder.resolve("data"))
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .dataSource(host));
    run(host, "CREATE TABLE orders (n INTEGER)");
    var threads = Executors.newFixedThreadPool(4);
    Callable<Void> joins = () -> {
      try (Connection connection = host.getConnection()) {
        connection.setAutoCommit(false);
        for (int i = 0; i < 50; i++) {
          try (var insert = connection.createStatement()) {
            insert.executeUpdate("INSERT INTO orders VALUES (1)");
          }
          var pending = channel.publish(NotificationEvent.of("order.paid").build(), connection);
          connection.commit();
          pending.committed();
        }
        return null;
      }
    };
    Callable<Void> alone = () -> {
      for (int i = 0; i < 50; i++) {
        channel.publish(NotificationEvent.of("order.paid").build());
      }
      return null;
    };

    for (Future<Void> done : threads.invokeAll(List.of(joins, joins, alone, alone))) {
      done.get();
    }

    threads.shutdown();
    assertThat(count(host, "orders")).isEqualTo(100);
    await().until(() -> receiver.events() == 200);
    await().until(() -> channel.health().waiting() == 0);
  }

  @Test
  void on_sqlite_a_connection_past_the_channels_own_library_is_refused() throws Exception {
    open(HostContext.builder(folder.resolve("data"))
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost"));
    try (Connection connection = sqlite("data/webhook.db").getConnection()) {
      connection.setAutoCommit(false);

      assertThatThrownBy(
              () -> channel.publish(NotificationEvent.of("order.paid").build(), connection))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another copy of the SQLite library");
    }
  }

  private void open(HostContext.Builder context) {
    channel.open(context.build());
    ConfigurablePlugin settings =
        plugins.getExtensions(ConfigurablePlugin.class, "webhook").get(0);
    var service =
        Map.of("name", "Orders", "url", receiver.url("/orders"), "body", "\"{{eventId}}\"");
    assertThat(settings.apply(Map.of("services", List.of(service)), "test")).isEmpty();
  }

  private void commitsAndRollsBack(DataSource host) throws Exception {
    run(host, "CREATE TABLE orders (n INTEGER)");
    var kept = IntStream.range(0, 20).mapToObj(i -> "kept-" + i).toList();
    try (Connection connection = host.getConnection()) {
      connection.setAutoCommit(false);
      for (String id : kept) {
        publish(connection, "dropped-" + id);
        connection.rollback();
        var pending = publish(connection, id);
        connection.commit();
        if (id.endsWith("0")) {
          pending.committed();
        }
      }
    }
    await().until(() -> receiver.events() == kept.size());
    assertThat(kept).allSatisfy(id -> assertThat(receiver.ids("/orders", id)).hasSize(1));
    assertThat(count(host, "orders")).isEqualTo(kept.size());
  }

  private PendingPublication publish(Connection connection, String id) throws SQLException {
    try (var insert = connection.createStatement()) {
      insert.executeUpdate("INSERT INTO orders VALUES (1)");
    }
    return channel.publish(NotificationEvent.of("order.paid").id(id).build(), connection);
  }

  private DataSource sqlite(String file) {
    var source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + folder.resolve(file));
    return source;
  }

  private static void run(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(DataSource source, String table) throws SQLException {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
