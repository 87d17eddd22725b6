package io.github.webhookplugin.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dummy.DummyExtension;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.kit.PluginSite;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bridges of the host guide serve a plugin in servers of two kinds. */
class BridgesTest {
  @TempDir
  Path temp;

  BridgedServer server;

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "servlet"})
  void pages_files_api_and_settings_are_served(String kind) throws Exception {
    start(kind);

    var page = server.get("/plugins/dummy/page", "ann");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type.replace(" ", "").toLowerCase(Locale.ROOT))
            .isEqualTo("text/html;charset=utf-8"));
    assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(page.body())
        .contains(
            "<!doctype html>",
            "My host",
            "<h2>Bells of ann</h2>",
            "href=\"" + server.prefix() + "/kit/kit.css");

    var part = server.send(server.to("/plugins/dummy/page", "ann").header("HX-Request", "true"));
    assertThat(part.body()).isEqualTo("<h2>Bells of ann</h2>");

    var file = server.get("/kit/kit.css", null);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/css"));

    assertThat(server.get("/plugins/dummy/a%20b?q=d%2Fe", "ann").body())
        .isEqualTo("GET a b d/e 0 ann");
    assertThat(server
            .send(server
                .to("/api/plugins/dummy/v1/x", "ann")
                .header("X-Host-Request", "1")
                .POST(BodyPublishers.ofString("{}")))
            .body())
        .isEqualTo("POST api/v1/x - 2 ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "servlet"})
  void the_settings_form_is_shown_and_saved(String kind) throws Exception {
    start(kind);
    assertThat(server.get("/plugins/dummy/settings", "ann").body()).contains("name=\"volume\"");

    var refused = server.send(form("volume=12"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("aria-invalid=\"true\"");

    assertThat(server.send(form("volume=9")).statusCode()).isEqualTo(200);
    assertThat(server.get("/plugins/dummy/settings", "ann").body()).contains("value=\"9\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "servlet"})
  void what_must_not_come_in_does_not(String kind) throws Exception {
    start(kind);

    assertThat(server.get("/plugins/dummy/page", null).statusCode()).isEqualTo(401);
    assertThat(server.get("/api/plugins/dummy/x", null).statusCode()).isEqualTo(401);
    assertThat(server
            .send(server.to("/plugins/dummy/x", "ann").POST(BodyPublishers.ofString("x")))
            .statusCode())
        .isEqualTo(403);
    assertThat(server
            .send(server
                .to("/plugins/dummy/x", "ann")
                .header("X-Host-Request", "1")
                .POST(BodyPublishers.ofByteArray(new byte[PluginSite.MOST_BYTES + 1])))
            .statusCode())
        .isEqualTo(413);
    assertThat(server.get("/plugins/dummyx/page", "ann").statusCode()).isEqualTo(404);
    assertThat(server.get("/kit/nothing", null).statusCode()).isEqualTo(404);
    assertThat(server.get("/api/plugins/dummy/crash", "ann").statusCode()).isEqualTo(500);
    assertThat(server.get("/api/plugins/dummy/crash", "ann").body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "same-origin, '', 200",
    "none, '', 200",
    "same-site, '', 403",
    "cross-site, '', 403",
    "cross-site, {own}, 403",
    "nonsense, '', 403",
    "same-origin, https://proxied.example, 200",
    "'', {own}, 200",
    "'', https://other.example, 403",
    "'', 'null', 403",
    "'', {own}.other.example, 403",
    "'', 'not an origin', 403",
    "'', https://front.example, 200",
    "'', '', 200"
  })
  void what_a_page_of_another_site_asks_for_is_not_done(String site, String origin, int status)
      throws Exception {
    for (String kind : List.of("jdk", "servlet")) {
      start(kind);
      server.send(form("volume=3"));
      var request = form("volume=9").header("X-Forwarded-Host", "front.example, inner.example");
      if (!site.isEmpty()) {
        request.header("Sec-Fetch-Site", site);
      }
      if (!origin.isEmpty()) {
        request.header("Origin", origin.replace("{own}", server.origin()));
      }

      var answer = server.send(request);

      assertThat(answer.statusCode()).as(kind).isEqualTo(status);
      assertThat(server.get("/plugins/dummy/settings", "ann").body().contains("value=\"9\""))
          .as(kind)
          .isEqualTo(status == 200);
      if (status == 403) {
        assertThat(answer.body()).contains("A page of another site asked for this.");
      }
      stop();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "servlet"})
  void a_link_from_another_site_may_be_followed(String kind) throws Exception {
    start(kind);

    var answer =
        server.send(server.to("/plugins/dummy/page", "ann").header("Sec-Fetch-Site", "cross-site"));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JdkBridge", "ServletBridge"})
  void the_guide_shows_what_is_tested_here(String name) throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/io/github/webhookplugin/bridge/" + name + ".java"));
    String shown = source.lines().skip(2).collect(Collectors.joining("\n"));

    assertThat(Files.readString(Path.of("../docs/host-guide.md")))
        .contains("```java\n" + shown + "\n```");
    assertThat(source.lines().count()).isLessThan(80);
  }

  private void start(String kind) throws Exception {
    var plugin = new DummyExtension();
    plugin.open(HostContext.of(temp));
    server = BridgedServer.start(kind, plugin, plugin);
  }

  private HttpRequest.Builder form(String body) {
    return server.form("settings", "ann", body);
  }
}
