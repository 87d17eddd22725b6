package io.github.webhookplugin.host;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.stream.Collectors;

/** One page that says what runs and how to talk to it. */
final class FrontPage {
  private final Plugins plugins;
  private final Options options;
  private final String template = Markup.file("front.html");
  private final String style = Markup.file("host.css");

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
        .replace("@id@", Markup.escaped(first))
        .replace("@base@", base));
  }

  private static String row(LoadedPlugin plugin) {
    var admin = plugin.admin();
    String id = Markup.escaped(plugin.id());
    String name = admin == null ? id : Markup.escaped(admin.title()) + " <code>" + id + "</code>";
    String look = plugin.runs() ? "good" : "bad";
    return "<tr><td>" + name + "</td><td>" + Markup.escaped(plugin.version())
        + "</td><td><span class=\""
        + look
        + "\">" + Markup.escaped(plugin.state().name()) + "</span> "
        + Markup.escaped(plugin.reason())
        + "</td><td><code>"
        + Markup.escaped(plugin.jar().requires()) + "</code></td></tr>";
  }
}
