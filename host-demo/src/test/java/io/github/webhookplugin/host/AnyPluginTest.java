package io.github.webhookplugin.host;

import static io.github.webhookplugin.host.RunningHost.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The host serves a plugin that it has never heard of. */
class AnyPluginTest extends OpenHost {
  @Test
  void it_is_listed() throws Exception {
    assertThat(host.get("/api/plugins").body())
        .isEqualTo("[{\"id\":\"dummy\",\"version\":\"1.2.3\",\"state\":\"STARTED\","
            + "\"requires\":\">=0.1.0 & <0.2.0\",\"reason\":\"\"}]");
    assertThat(host.get("/plugins").body()).contains("Bells", "1.2.3", "Running");
    assertThat(host.get("/").headers().firstValue("Location")).hasValue("/plugins/dummy");
    assertThat(host.get("/api").body()).contains("/api/plugins/dummy/settings", host.host.base());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /plugins/dummy, 'GET  - 0 admin'",
    "GET, /plugins/dummy/a%20b/c?q=d%2Fe, 'GET a b/c d/e 0 admin'",
    "POST, /api/plugins/dummy/v1/things, 'POST api/v1/things - 2 admin'",
    "PATCH, /api/plugins/dummy/v1/things, 'PATCH api/v1/things - 2 admin'",
    "DELETE, /api/plugins/dummy/settings, 'DELETE api/settings - 2 admin'"
  })
  void its_routes_are_mounted(String method, String path, String said) throws Exception {
    var answer = host.json(method, path, method.equals("GET") ? "" : "{}");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo(said);
    assertThat(answer.headers().firstValue("X-Bell")).hasValue("ding");
    assertThat(answer.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .startsWith("default-src 'none'");
  }

  @Test
  void its_settings_are_served_and_changed() throws Exception {
    assertThat(tree(host.get("/api/plugins/dummy/settings")).at("/volume").intValue())
        .isEqualTo(3);

    var answer = host.json("PUT", "/api/plugins/dummy/settings", "{\"volume\":7}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(tree(answer).at("/volume").intValue()).isEqualTo(7);
    assertThat(tree(answer).at("/changedBy").textValue()).isEqualTo("admin");
    assertThat(tree(host.get("/api/plugins/dummy/settings/schema"))
            .at("/properties/volume/maximum")
            .intValue())
        .isEqualTo(11);
  }

  @Test
  void settings_that_it_refuses_change_nothing() throws Exception {
    var answer = host.json("PUT", "/api/plugins/dummy/settings", "{\"volume\":12}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(tree(answer).at("/errors").toString())
        .isEqualTo("[{\"pointer\":\"/volume\",\"message\":\"must be at most 11, was 12\"}]");
    assertThat(host.json("PUT", "/api/plugins/dummy/settings", "[]").statusCode())
        .isEqualTo(422);
    assertThat(tree(host.get("/api/plugins/dummy/settings")).at("/volume").intValue())
        .isEqualTo(3);
  }

  @Test
  void what_it_throws_stays_inside() throws Exception {
    var answer = host.get("/api/plugins/dummy/crash");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("secret");
    assertThat(tree(answer).at("/detail").textValue())
        .contains(tree(answer).at("/id").textValue());
  }

  @Test
  void a_plugin_that_is_not_there_is_not_found() throws Exception {
    assertThat(host.get("/api/plugins/other/settings").statusCode()).isEqualTo(404);
    assertThat(host.get("/plugins/other/x").statusCode()).isEqualTo(404);
  }

  @Test
  void its_health_is_the_hosts_health() throws Exception {
    var up = host.send(host.to("/health"));
    host.json("PUT", "/api/plugins/dummy/settings", "{\"volume\":0}");
    var down = host.send(host.to("/health"));

    assertThat(up.statusCode()).isEqualTo(200);
    assertThat(up.body())
        .isEqualTo("{\"status\":\"UP\",\"plugins\":{\"dummy\":"
            + "{\"state\":\"UP\",\"message\":\"all bells hang\",\"waiting\":0}}}");
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(tree(down).at("/status").textValue()).isEqualTo("DOWN");
  }

  @Test
  void its_sample_settings_are_written_once_with_the_hosts_address() throws Exception {
    assertThat(host.host.applySamples()).containsExactly("Sample settings written for dummy");
    assertThat(tree(host.get("/api/plugins/dummy/settings")).at("/bells/0").textValue())
        .isEqualTo(host.host.base() + "/receivers/fine");

    host.json("PUT", "/api/plugins/dummy/settings", "{\"bells\":[\"mine\"]}");

    assertThat(host.host.applySamples()).containsExactly("Settings of dummy kept as they are");
    assertThat(tree(host.get("/api/plugins/dummy/settings")).at("/bells/0").textValue())
        .isEqualTo("mine");
  }

  @Test
  void a_host_that_serves_has_samples_with_troubles_too() throws Exception {
    host.host.applySamples();

    assertThat(tree(host.get("/api/plugins/dummy/settings")).at("/bells").toString())
        .contains("/receivers/fine", "/receivers/gone");
  }

  @Test
  void it_lives_in_its_own_folder_and_class_loader_and_is_stopped() throws Exception {
    var admin = host.host.plugins().get(0).admin();
    assertThat(admin.getClass().getClassLoader()).isNotSameAs(getClass().getClassLoader());
    assertThat(temp.resolve("data/dummy/opened")).exists();

    host.close();

    assertThat(temp.resolve("data/dummy/closed")).exists();
    assertThat(Files.deleteIfExists(temp.resolve("plugins/dummy.jar"))).isTrue();
  }
}
