package io.github.webhookplugin.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.ApiVersion;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.it.BuiltPlugin;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pf4j.DefaultPluginManager;

/** The bridges of the host guide serve the plugin's JAR as the build made it. */
class BridgedPluginIT {
  private static final String SERVICES = "/api/plugins/webhook/v1/services";

  @TempDir
  Path temp;

  private DefaultPluginManager plugins;
  private BridgedServer server;

  @BeforeEach
  void open() throws Exception {
    plugins = new DefaultPluginManager(BuiltPlugin.folderWithJar(temp));
    plugins.setSystemVersion(ApiVersion.CURRENT);
    plugins.loadPlugins();
    plugins.startPlugins();
    plugins
        .getExtensions(NotificationChannel.class, "webhook")
        .get(0)
        .open(HostContext.of(temp.resolve("data")));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    plugins.stopPlugin("webhook");
    plugins.unloadPlugins();
  }

  private void start(String kind) throws Exception {
    server = BridgedServer.start(
        kind,
        plugins.getExtensions(AdminContribution.class, "webhook").get(0),
        plugins.getExtensions(ConfigurablePlugin.class, "webhook").get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "servlet"})
  void pages_and_their_files_are_served(String kind) throws Exception {
    start(kind);

    for (String path : new String[] {
      "",
      "/deliveries",
      "/events",
      "/history",
      "/transfer",
      "/rate-groups",
      "/settings",
      "/services/new"
    }) {
      var page = server.get("/plugins/webhook" + path, "ann");
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.body())
          .as(path)
          .contains("<!doctype html>", "My host", server.prefix() + "/plugins/webhook/deliveries");
    }
    for (String file : new String[] {"plugin.css", "plugin.js"}) {
      var asset = server.get("/plugins/webhook/assets/" + file, "ann");
      assertThat(asset.statusCode()).isEqualTo(200);
      assertThat(asset.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/"));
      assertThat(asset.body()).isNotEmpty();
    }
    assertThat(server.get("/plugins/webhook/assets/nothing.css", "ann").statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "servlet"})
  void a_service_is_added_in_the_editor_and_changed_over_the_api(String kind) throws Exception {
    start(kind);

    var added = server.send(server.form("services", "ann", filledIn("Ops 运维")));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    assertThat(added.headers().firstValue("HX-Trigger"))
        .hasValueSatisfying(events -> assertThat(events).contains("servicesChanged"));
    assertThat(server.get(SERVICES, "ann").body()).contains("Ops 运维");
    assertThat(server.get("/plugins/webhook/history", "ann").body()).contains("ann", "Ops 运维");

    var refused = server.send(server.form("services", "ann", "name=&url="));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("aria-invalid=\"true\"");

    assertThat(server
            .send(server.form("settings?groups=retry", "ann", "timeout=20+seconds"))
            .statusCode())
        .isEqualTo(200);
    assertThat(server.get("/plugins/webhook/settings", "ann").body()).contains("20 seconds");
  }

  /** The form of a new service as a browser would post it. */
  private String filledIn(String name) throws Exception {
    var form = (FormElement)
        Jsoup.parse(server.get("/plugins/webhook/services/new", "ann").body())
            .getElementById("service-form");
    form.select("[name=name]").val(name);
    form.select("[name=url]").val("https://a.example/");
    return form.formData().stream()
        .map(field -> encoded(field.key()) + "=" + encoded(field.value()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "servlet"})
  void who_may_not_or_says_nothing_changes_nothing(String kind) throws Exception {
    start(kind);
    String service = "{\"name\": \"Ops\", \"url\": \"https://a.example/\"}";

    assertThat(server.get("/plugins/webhook", null).statusCode()).isEqualTo(401);
    assertThat(server.get(SERVICES, null).statusCode()).isEqualTo(401);
    assertThat(server.get("/plugins/webhook", "viewer").body())
        .doesNotContain("id=\"add-service\"");
    assertThat(server
            .send(server.form("services", "viewer", "name=A&url=https://a.example"))
            .statusCode())
        .isEqualTo(403);
    assertThat(server
            .send(server
                .to(SERVICES, "viewer")
                .header("X-Host-Request", "1")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(service)))
            .statusCode())
        .isEqualTo(403);
    assertThat(server
            .send(server
                .to(SERVICES, "ann")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(service)))
            .statusCode())
        .as("a page of another site cannot send the header")
        .isEqualTo(403);
    assertThat(server.get(SERVICES, "ann").body()).doesNotContain("a.example");
    assertThat(server.get("/plugins/webhook/live", "ann").statusCode())
        .as("no stream: the page asks again and again instead")
        .isEqualTo(404);
  }
}
