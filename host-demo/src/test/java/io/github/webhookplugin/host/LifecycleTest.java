package io.github.webhookplugin.host;

import static io.github.webhookplugin.host.RunningHost.TOKEN;
import static io.github.webhookplugin.host.RunningHost.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dummy.BrokenPlugin;
import dummy.DummyPlugin;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plugins start and stop while the host goes on. */
class LifecycleTest extends OpenHost {
  PluginFolder folder;

  @Override
  String[] options() {
    return new String[] {"--token-of", "operator=op"};
  }

  @BeforeEach
  void folder() {
    folder = new PluginFolder(temp.resolve("plugins"));
  }

  @Test
  void a_plugin_that_is_stopped_takes_its_pages_and_its_channel_away_and_brings_them_back()
      throws Exception {
    host.json("PUT", "/api/plugins/dummy/settings", "{\"bells\":[\"a\"]}");

    assertThat(act("dummy", "stop").body()).contains("\"state\":\"STOPPED\"");

    assertThat(temp.resolve("data/dummy/closed")).exists();
    assertThat(host.get("/api/plugins/dummy/v1/x").statusCode()).isEqualTo(503);
    assertThat(host.get("/api/plugins/dummy/settings").statusCode()).isEqualTo(503);
    assertThat(host.get("/plugins/dummy/x").statusCode()).isEqualTo(503);
    assertThat(host.json("POST", "/api/events", "{\"type\":\"x\"}").statusCode())
        .isEqualTo(503);
    assertThat(host.send(host.to("/health")).body()).contains("\"status\":\"DEGRADED\"");

    assertThat(act("dummy", "start").body()).contains("\"state\":\"STARTED\"");

    assertThat(host.get("/plugins/dummy/x").statusCode()).isEqualTo(201);
    assertThat(host.json("POST", "/api/events", "{\"type\":\"x\"}").statusCode())
        .isEqualTo(202);
  }

  @Test
  void a_restart_takes_the_file_as_it_is_now_in_a_new_class_loader() throws Exception {
    var before = host.host.plugins().get(0).admin().getClass();

    assertThat(act("dummy", "restart").body()).contains("\"state\":\"STARTED\"");

    var after = host.host.plugins().get(0).admin().getClass();
    assertThat(after).isNotSameAs(before);
    assertThat(after.getName()).isEqualTo(before.getName());
  }

  @Test
  void a_plugin_that_does_not_start_again_says_why_and_can_be_mended() throws Exception {
    act("dummy", "stop");
    replace("dummy.jar", BrokenPlugin.class);

    var failed = act("dummy", "start");

    assertThat(tree(failed).at("/state").textValue()).isEqualTo("FAILED");
    assertThat(tree(failed).at("/reason").textValue()).endsWith("the licence has expired");
    assertThat(host.host.plugins().get(0).condition().trace())
        .contains("IllegalStateException", "at dummy.BrokenPlugin.start");

    assertThat(host.get("/plugins").body())
        .contains("Failed to start", "Show reason", "at dummy.BrokenPlugin.start");
    var operator = host.to("/plugins").header("Authorization", "Bearer op");
    assertThat(host.send(operator).body())
        .contains("Failed to start")
        .doesNotContain("at dummy.BrokenPlugin.start");

    replace("dummy.jar", DummyPlugin.class);
    assertThat(act("dummy", "start").body()).contains("\"state\":\"STARTED\"");
  }

  @Test
  void a_reload_starts_what_is_new_restarts_what_changed_and_forgets_what_is_gone()
      throws Exception {
    folder.add("mail.jar", "mail", DummyPlugin.class.getName(), "");
    folder.add("z.jar", "zbroken", BrokenPlugin.class.getName(), "");
    var dummy = host.host.plugins().get(0);

    assertThat(reload().body())
        .contains("\"id\":\"mail\"", "\"id\":\"zbroken\"", "\"state\":\"FAILED\"")
        .doesNotContain("\"id\":\"dummy\"");
    assertThat(host.host.plugins().get(0)).isSameAs(dummy);
    assertThat(host.get("/plugins/mail/x").statusCode()).isEqualTo(201);

    Files.delete(temp.resolve("plugins/mail.jar"));
    replace("z.jar", "zbroken", DummyPlugin.class);
    assertThat(reload().body()).contains("\"id\":\"zbroken\"", "\"state\":\"STARTED\"");
    assertThat(host.get("/plugins/mail/x").statusCode()).isEqualTo(404);

    assertThat(reload().body()).isEqualTo("[]");
  }

  @Test
  void what_somebody_stopped_stays_stopped_over_a_reload() throws Exception {
    act("dummy", "stop");

    assertThat(reload().body()).isEqualTo("[]");
    assertThat(host.get("/api/plugins").body()).contains("\"state\":\"STOPPED\"");
  }

  @Test
  void a_folder_that_cannot_be_read_changes_nothing() throws Exception {
    folder.add("dummy-2.jar", "dummy", DummyPlugin.class.getName(), "");

    var answer = reload();

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(tree(answer).at("/detail").textValue()).startsWith("two JARs of the plugin 'dummy'");
    assertThat(host.get("/plugins/dummy/x").statusCode()).isEqualTo(201);
  }

  @Test
  void a_plugin_is_removed_and_what_it_stored_stays() throws Exception {
    host.json("PUT", "/api/plugins/dummy/settings", "{\"bells\":[\"a\"]}");
    assertThat(host.get("/plugins").body()).contains("Remove Bells?", "stays in its data folder");

    var answer = act("dummy", "remove");

    assertThat(answer.body()).isEqualTo("{\"removed\":\"dummy\"}");
    assertThat(temp.resolve("data/dummy/closed")).exists();
    assertThat(temp.resolve("plugins/dummy.jar")).doesNotExist();
    assertThat(host.get("/api/plugins").body()).isEqualTo("[]");
    assertThat(host.get("/plugins/dummy/x").statusCode()).isEqualTo(404);

    folder.add("dummy.jar", "dummy", DummyPlugin.class.getName(), "");
    reload();
    assertThat(host.get("/plugins/dummy/x").statusCode()).isEqualTo(201);
  }

  @Test
  void a_plugin_that_another_needs_is_not_removed() throws Exception {
    folder.add("bell.jar", "bell", DummyPlugin.class.getName(), "\nplugin.dependencies=dummy");
    reload();

    var answer = act("dummy", "remove");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(tree(answer).at("/detail").textValue()).contains("needed by bell");
    assertThat(temp.resolve("plugins/dummy.jar")).exists();
    assertThat(host.get("/plugins/dummy/x").statusCode()).isEqualTo(201);
  }

  @Test
  void the_last_plugin_may_go() throws Exception {
    Files.delete(temp.resolve("plugins/dummy.jar"));

    assertThat(reload().statusCode()).isEqualTo(200);
    assertThat(host.get("/api/plugins").body()).isEqualTo("[]");
  }

  @Test
  void those_that_need_a_plugin_stop_before_it_and_come_back_with_it() throws Exception {
    folder.add("bell.jar", "bell", DummyPlugin.class.getName(), "\nplugin.dependencies=dummy");
    reload();

    act("dummy", "stop");
    assertThat(host.get("/api/plugins").body()).doesNotContain("STARTED");

    act("bell", "start");
    assertThat(host.get("/api/plugins").body()).doesNotContain("STOPPED");

    act("dummy", "restart");
    assertThat(host.get("/api/plugins").body()).doesNotContain("STOPPED");
  }

  @ParameterizedTest
  @CsvSource({"dummy, explode, 422", "nobody, stop, 404"})
  void what_cannot_be_done_is_refused(String id, String action, int status) throws Exception {
    assertThat(act(id, action).statusCode()).isEqualTo(status);
    assertThat(host.get("/plugins/dummy/x").statusCode()).isEqualTo(201);
  }

  @Test
  void who_may_not_change_settings_may_not_stop_a_plugin() throws Exception {
    assertThat(post("/plugins/dummy/lifecycle", "action=stop", "op").statusCode())
        .isEqualTo(403);
    assertThat(post("/plugins/dummy/lifecycle", "action=remove", "op").statusCode())
        .isEqualTo(403);
    assertThat(post("/plugins/reload", "", "op").statusCode()).isEqualTo(403);
    assertThat(host.get("/plugins/dummy/x").statusCode()).isEqualTo(201);
  }

  private void replace(String file, Class<?> plugin) throws Exception {
    replace(file, "dummy", plugin);
  }

  /** Beside, then over it, as an installer does. */
  private void replace(String file, String id, Class<?> plugin) throws Exception {
    var beside = PluginFolder.in(temp.resolve("beside"));
    beside.add(file, id, plugin.getName(), "");
    Files.move(
        beside.path().resolve(file),
        temp.resolve("plugins").resolve(file),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private HttpResponse<String> act(String id, String action) throws Exception {
    return post("/plugins/" + id + "/lifecycle", "action=" + action, TOKEN);
  }

  private HttpResponse<String> reload() throws Exception {
    return post("/plugins/reload", "", TOKEN);
  }

  private HttpResponse<String> post(String path, String form, String token) throws Exception {
    return host.send(host.to(path)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form)));
  }
}
