package io.github.webhookplugin.host;

import static io.github.webhookplugin.host.RunningHost.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dummy.DummyPlugin;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two plugins, each with a channel of its own. */
class ManyChannelsTest {
  @TempDir
  Path temp;

  @Test
  void A_04_D_01_each_channel_gets_the_event_beside_the_others() throws Exception {
    PluginFolder.in(temp).add("mail.jar", "mail", DummyPlugin.class.getName(), ">=0.1.0 & <0.2.0");
    try (var host = RunningHost.in(temp)) {
      host.json("PUT", "/api/plugins/dummy/settings", "{\"bells\":[\"a\"]}");
      host.json("PUT", "/api/plugins/mail/settings", "{\"bells\":[\"b\",\"c\"]}");

      var both = host.json("POST", "/api/events", "{\"type\":\"task.finished\",\"id\":\"e-1\"}");
      host.json("PUT", "/api/plugins/mail/settings", "{\"bells\":[]}");
      var one = host.json("POST", "/api/events", "{\"type\":\"task.finished\",\"id\":\"e-2\"}");

      assertThat(tree(both).path("deliveries").intValue()).isEqualTo(3);
      assertThat(tree(one).path("deliveries").intValue()).isEqualTo(1);
    }
  }
}
