package io.github.webhookplugin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.ApiVersion;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.NotificationEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pf4j.DefaultPluginManager;

/** The host of the README, word for word, and that it works. */
class TenLineHostIT {
  @TempDir
  Path folder;

  @Test
  void ten_lines_are_enough() throws Exception {
    Path pluginsFolder = BuiltPlugin.folderWithJar(folder);
    Path data = folder.resolve("data/webhook");

    var plugins = new DefaultPluginManager(pluginsFolder);
    plugins.setSystemVersion(ApiVersion.CURRENT);
    plugins.loadPlugins();
    plugins.startPlugins();
    NotificationChannel webhooks =
        plugins.getExtensions(NotificationChannel.class, "webhook").get(0);
    webhooks.open(HostContext.of(data));
    var accepted = webhooks.publish(NotificationEvent.of("task.finished")
        .title("Nightly import")
        .message("1,204 rows")
        .build());

    assertThat(accepted.deliveries()).as("no service is configured yet").isZero();
    arrives(plugins, webhooks);
    plugins.stopPlugin("webhook");
    plugins.unloadPlugins();
  }

  private static void arrives(DefaultPluginManager plugins, NotificationChannel webhooks)
      throws Exception {
    try (var receiver = new CountingReceiver()) {
      ConfigurablePlugin settings =
          plugins.getExtensions(ConfigurablePlugin.class, "webhook").get(0);
      var service =
          Map.of("name", "Imports", "url", receiver.url("/imports"), "body", "\"{{eventId}}\"");
      // an address of this machine: not public, so it must be allowed
      Map<String, Object> document =
          Map.of("services", List.of(service), "allowedNetworks", List.of("127.0.0.0/8"));
      assertThat(settings.apply(document, "test")).isEmpty();

      var accepted = webhooks.publish(NotificationEvent.of("task.finished").build());

      assertThat(accepted.deliveries()).isEqualTo(1);
      await()
          .untilAsserted(
              () -> assertThat(receiver.ids("/imports", accepted.eventId())).hasSize(1));
    }
  }
}
