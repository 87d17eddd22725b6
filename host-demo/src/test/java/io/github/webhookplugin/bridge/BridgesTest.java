package io.github.webhookplugin.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dummy.DummyExtension;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.kit.PluginSite;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bridges of the host guide serve a plugin in servers of two kinds. */
class BridgesTest {
  @TempDir
  Path temp;

  final HttpClient client = HttpClient.newHttpClient();
  AutoCloseable running = () -> {};
  String base = "";
  String prefix = "";

  @AfterEach
  void stop() throws Exception {
    running.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "servlet"})
  void pages_files_api_and_settings_are_served(String kind) throws Exception {
    start(kind);

    var page = get("/plugins/dummy/page", "ann");
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
            "href=\"" + prefix + "/kit/kit.css");

    var part = send(to("/plugins/dummy/page", "ann").header("HX-Request", "true"));
    assertThat(part.body()).isEqualTo("<h2>Bells of ann</h2>");

    var file = get("/kit/kit.css", null);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/css"));

    assertThat(get("/plugins/dummy/a%20b?q=d%2Fe", "ann").body()).isEqualTo("GET a b d/e 0 ann");
    assertThat(send(to("/api/plugins/dummy/v1/x", "ann")
                .header("X-Host-Request", "1")
                .POST(BodyPublishers.ofString("{}")))
            .body())
        .isEqualTo("POST api/v1/x - 2 ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "servlet"})
  void the_settings_form_is_shown_and_saved(String kind) throws Exception {
    start(kind);
    assertThat(get("/plugins/dummy/settings", "ann").body()).contains("name=\"volume\"");

    var refused = send(form("volume=12"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("aria-invalid=\"true\"");

    assertThat(send(form("volume=9")).statusCode()).isEqualTo(200);
    assertThat(get("/plugins/dummy/settings", "ann").body()).contains("value=\"9\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "servlet"})
  void what_must_not_come_in_does_not(String kind) throws Exception {
    start(kind);

    assertThat(get("/plugins/dummy/page", null).statusCode()).isEqualTo(401);
    assertThat(get("/api/plugins/dummy/x", null).statusCode()).isEqualTo(401);
    assertThat(send(to("/plugins/dummy/x", "ann").POST(BodyPublishers.ofString("x")))
            .statusCode())
        .isEqualTo(403);
    assertThat(send(to("/plugins/dummy/x", "ann")
                .header("X-Host-Request", "1")
                .POST(BodyPublishers.ofByteArray(new byte[PluginSite.MOST_BYTES + 1])))
            .statusCode())
        .isEqualTo(413);
    assertThat(get("/plugins/dummyx/page", "ann").statusCode()).isEqualTo(404);
    assertThat(get("/kit/nothing", null).statusCode()).isEqualTo(404);
    assertThat(get("/api/plugins/dummy/crash", "ann").statusCode()).isEqualTo(500);
    assertThat(get("/api/plugins/dummy/crash", "ann").body()).isEmpty();
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
    prefix = kind.equals("servlet") ? "/app" : "";
    var site = new PluginSite("My host", prefix, "dummy", "1.2.3", plugin, plugin);
    if (kind.equals("jdk")) {
      var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      new JdkBridge(site, exchange -> caller(exchange.getRequestHeaders().getFirst("X-User")))
          .mount(server, "dummy");
      server.start();
      running = () -> server.stop(0);
      base = "http://127.0.0.1:" + server.getAddress().getPort();
    } else {
      var server = new Server(new InetSocketAddress("127.0.0.1", 0));
      var context = new ServletContextHandler(prefix);
      var servlet = new ServletHolder(
          new ServletBridge(site, request -> caller(request.getHeader("X-User"))));
      context.addServlet(servlet, "/kit/*");
      context.addServlet(servlet, "/plugins/dummy/*");
      context.addServlet(servlet, "/api/plugins/dummy/*");
      server.setHandler(context);
      server.start();
      running = server::stop;
      base = "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort()
          + prefix;
    }
  }

  private static PluginSite.Caller caller(String name) {
    return name == null ? null : new PluginSite.Caller(name, AdminPermission.ALL, Locale.ENGLISH);
  }

  private HttpRequest.Builder to(String path, String user) {
    var request = HttpRequest.newBuilder(URI.create(base + path));
    return user == null ? request : request.header("X-User", user);
  }

  private HttpRequest.Builder form(String body) {
    return to("/plugins/dummy/settings", "ann")
        .header("X-Host-Request", "1")
        .header("HX-Request", "true")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> get(String path, String user) throws Exception {
    return send(to(path, user));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
