package io.github.webhookplugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import dummy.DummyPlugin;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountTest {
  @TempDir
  Path temp;

  @Test
  void a_plugins_api_is_found_where_its_clients_expect_it() throws Exception {
    Mount mount = Mount.ofSamples().get(0);
    PluginFolder.in(temp)
        .add("mounted.jar", mount.plugin(), DummyPlugin.class.getName(), ">=0.1.0 & <0.2.0");

    try (var host = RunningHost.in(temp)) {
      assertThat(host.get(mount.at() + "/a%20b?q=1").body())
          .isEqualTo("GET " + mount.path() + "/a b 1 0 admin");
      assertThat(host.json("POST", mount.at(), "{}").body())
          .isEqualTo("POST " + mount.path() + " - 2 admin");
      assertThat(host.send(host.to(mount.at())).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void without_the_plugin_nothing_is_there() throws Exception {
    try (var host = RunningHost.in(temp)) {
      assertThat(host.get(Mount.ofSamples().get(0).at()).statusCode()).isEqualTo(404);
    }
  }
}
