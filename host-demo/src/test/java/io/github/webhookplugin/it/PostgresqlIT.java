package io.github.webhookplugin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.ApiVersion;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.NotificationEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pf4j.DefaultPluginManager;
import org.pf4j.PluginClassLoader;

/** The built JAR on a PostgreSQL server: its driver, moved to another package, works and leaves with it. */
class PostgresqlIT {
  @TempDir
  Path folder;

  @Test
  void the_same_jar_delivers_from_postgresql() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start();
        var receiver = new CountingReceiver()) {
      var plugins = new DefaultPluginManager(BuiltPlugin.folderWithJar(folder));
      plugins.setSystemVersion(ApiVersion.CURRENT);
      plugins.loadPlugins();
      plugins.startPlugins();
      NotificationChannel channel =
          plugins.getExtensions(NotificationChannel.class, "webhook").get(0);
      channel.open(HostContext.builder(folder.resolve("data"))
          .allowNetwork("127.0.0.0/8")
          .allowHost("localhost")
          .jdbcUrl(server.getJdbcUrl("postgres", "postgres"))
          .build());
      var service = Map.of(
          "name",
          "PG",
          "url",
          receiver.url("/pg"),
          "body",
          "\"{{eventId}}\"",
          "secret",
          "a-secret-here");
      ConfigurablePlugin settings =
          plugins.getExtensions(ConfigurablePlugin.class, "webhook").get(0);
      assertThat(settings.apply(Map.of("services", List.of(service)), "test")).isEmpty();

      for (int i = 0; i < 200; i++) {
        var accepted = channel.publish(NotificationEvent.of("order.paid").build());
        assertThat(accepted.deliveries()).isEqualTo(1);
      }

      await().until(() -> channel.health().waiting() == 0);
      assertThat(receiver.events()).isEqualTo(200);
      plugins.stopPlugin("webhook");
      assertThat(DriverManager.drivers()
              .filter(driver -> driver.getClass().getClassLoader() instanceof PluginClassLoader))
          .isEmpty();
      assertThat(folder.resolve("data/webhook.db")).doesNotExist();
      plugins.unloadPlugins();
    }
  }
}
