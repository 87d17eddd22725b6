package io.github.webhookplugin.host;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/** One page that says what runs and how to talk to it. */
final class FrontPage {
  private final Plugins plugins;
  private final Options options;
  private final String template = resource("front.html");
  private final String style = resource("host.css");

  FrontPage(Plugins plugins, Options options) {
    this.plugins = plugins;
    this.options = options;
  }

  void mount(RoutesConfig routes) {
    routes.get("/", this::page);
    routes.get(
        "/assets/host.css", ctx -> ctx.contentType("text/css; charset=utf-8").result(style));
  }

  private void page(Context ctx) {
    String base = "http://127.0.0.1:" + ctx.req().getLocalPort();
    String first = plugins.loaded().stream().map(LoadedPlugin::id).findFirst().orElse("ID");
    String feed = options.samples()
        ? "A sample event is emitted every " + SampleFeed.PAUSE.toSeconds() + " seconds."
        : "No sample events are emitted (<code>--no-samples</code>).";
    ctx.html(template
        .replace(
            "@plugins@",
            plugins.loaded().stream().map(FrontPage::row).collect(Collectors.joining()))
        .replace("@feed@", feed)
        .replace("@id@", escaped(first))
        .replace("@base@", base));
  }

  private static String row(LoadedPlugin plugin) {
    var admin = plugin.admin();
    String id = escaped(plugin.id());
    String name = admin == null ? id : escaped(admin.title()) + " <code>" + id + "</code>";
    String look = plugin.state().equals("STARTED") ? "good" : "bad";
    return "<tr><td>" + name + "</td><td>" + escaped(plugin.version()) + "</td><td><span class=\""
        + look
        + "\">" + escaped(plugin.state()) + "</span> " + escaped(plugin.reason())
        + "</td><td><code>"
        + escaped(plugin.requires()) + "</code></td></tr>";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String resource(String name) {
    try (var in = FrontPage.class.getResourceAsStream("/host/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
