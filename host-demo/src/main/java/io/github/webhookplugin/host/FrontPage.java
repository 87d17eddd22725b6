package io.github.webhookplugin.host;

import io.github.webhookplugin.kit.Shell;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** Leads to what people came for, the pages of the first plugin; and a page for programmers that says how to ask. */
final class FrontPage {
  private final Plugins plugins;
  private final Navigation navigation;
  private final String template = Markup.file("api.html");
  private final String style = Markup.file("host.css");

  FrontPage(Plugins plugins, Navigation navigation) {
    this.plugins = plugins;
    this.navigation = navigation;
  }

  void mount(RoutesConfig routes) {
    routes.get("/", this::lead);
    routes.get("/api", this::api);
    routes.get(
        "/assets/host.css", ctx -> ctx.contentType("text/css; charset=utf-8").result(style));
  }

  private void lead(Context ctx) {
    String to = plugins.loaded().stream()
        .filter(plugin -> plugin.admin() != null)
        .map(plugin -> "/plugins/" + plugin.id())
        .findFirst()
        .orElse("/plugins");
    ctx.redirect(to, HttpStatus.SEE_OTHER);
  }

  private void api(Context ctx) {
    var texts = HostTexts.in(Language.of(ctx));
    String first = plugins.loaded().stream().map(LoadedPlugin::id).findFirst().orElse("ID");
    String content = texts
        .fill(template)
        .replace("{id}", Markup.escaped(first))
        .replace("{base}", "http://127.0.0.1:" + ctx.req().getLocalPort());
    ctx.html(new Shell(navigation.around(ctx)).page(texts.say("api.title"), content));
  }
}
