package io.github.webhookplugin.host;

import io.github.webhookplugin.api.AdminFrame;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.kit.AdminKit;
import io.github.webhookplugin.kit.Asset;
import io.github.webhookplugin.kit.MountedPlugin;
import io.github.webhookplugin.kit.PluginList;
import io.github.webhookplugin.kit.PluginList.State;
import io.github.webhookplugin.kit.Shell;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The pages that people open: the list of plugins, each plugin's own pages, and the files that all of them load. */
final class PluginPages {
  private static final String LIST = "/plugins";

  private final Plugins plugins;
  private final Navigation navigation;

  PluginPages(Plugins plugins, Navigation navigation) {
    this.plugins = plugins;
    this.navigation = navigation;
  }

  void mount(RoutesConfig routes) {
    routes.get("/kit/{file}", PluginPages::file);
    routes.get(LIST, this::list);
    for (HandlerType method : PluginRoutes.METHODS) {
      routes.addHttpHandler(method, LIST + "/{id}", ctx -> page(ctx, ""));
      routes.addHttpHandler(method, LIST + "/{id}/<rest>", ctx -> page(ctx, ctx.pathParam("rest")));
    }
  }

  private static void file(Context ctx) {
    Asset asset = AdminKit.asset(ctx.pathParam("file"))
        .orElseThrow(() -> Problem.of(404, "nothing is at " + ctx.path()));
    ctx.header("Cache-Control", asset.cacheControl(ctx.queryParam("v")));
    ctx.header("ETag", asset.etag());
    ctx.header("Vary", "Accept-Encoding");
    if (asset.etag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
      return;
    }
    String accepted = ctx.header("Accept-Encoding");
    boolean zipped = accepted != null && accepted.contains("gzip");
    if (zipped) {
      ctx.header("Content-Encoding", "gzip");
    }
    ctx.contentType(asset.contentType()).result(zipped ? asset.gzipped() : asset.body());
  }

  private void page(Context ctx, String path) {
    String id = ctx.pathParam("id");
    var idle = plugins.find(id).filter(known -> !known.runs());
    if (idle.isPresent() && ErrorPages.opensPage(ctx)) {
      notRunning(ctx, idle.get());
      return;
    }
    LoadedPlugin plugin = PluginRoutes.running(plugins, id);
    if (Arrays.asList(path.split("/")).contains("..")) {
      throw Problem.of(404, "nothing is at " + ctx.path());
    }
    var request = Exchange.toPlugin(ctx, id, path);
    var around = navigation.around(ctx);
    Exchange.fromPlugin(ctx, PluginRoutes.asked(() -> mounted(plugin).answer(request, around)));
  }

  private void notRunning(Context ctx, LoadedPlugin plugin) {
    String lifecycle = edits(ctx) ? LIST + "/" + plugin.id() + "/lifecycle" : "";
    String page = new Shell(navigation.around(ctx)).notRunning(plugin.title(), lifecycle);
    ctx.status(503).html(page);
  }

  private static boolean edits(Context ctx) {
    return Access.account(ctx).permissions().contains(AdminPermission.EDIT);
  }

  private static MountedPlugin mounted(LoadedPlugin plugin) {
    return new MountedPlugin(plugin.id(), plugin.version(), plugin.admin(), plugin.configurable());
  }

  private void list(Context ctx) {
    boolean edits = edits(ctx);
    var rows = plugins.loaded().stream().map(plugin -> row(ctx, plugin, edits)).toList();
    var around = navigation.around(ctx);
    String content = PluginList.html(rows, edits ? LIST + "/reload" : "", Language.of(ctx));
    String title = HostTexts.in(Language.of(ctx)).say("nav.plugins");
    ctx.html(new Shell(around).page(title, content));
  }

  private static PluginList.Row row(Context ctx, LoadedPlugin plugin, boolean edits) {
    var looks = looks(ctx, plugin);
    boolean opens = plugin.admin() != null || plugin.configurable() != null;
    return new PluginList.Row(
        plugin.id(),
        opens ? LIST + "/" + plugin.id() + (plugin.admin() == null ? "/settings" : "") : "",
        looks.frame().title(),
        plugin.version(),
        looks.frame().summary(),
        looks.frame().icon(),
        state(plugin),
        plugin.reason(),
        edits ? plugin.condition().trace() : "",
        looks.masterSwitch(),
        edits ? LIST + "/" + plugin.id() + "/lifecycle" : "");
  }

  /** What a plugin says of itself for a list. */
  private record Looks(AdminFrame frame, String masterSwitch) {}

  /** One that is stopped or broken cannot tell; the list is where it can be mended. */
  private static Looks looks(Context ctx, LoadedPlugin plugin) {
    var silent = new Looks(new AdminFrame(plugin.title(), "", "plug", List.of()), "");
    if (plugin.admin() == null) {
      return silent;
    }
    var mounted = mounted(plugin);
    var request = asking(ctx, plugin.id());
    try {
      return PluginRoutes.asked(
          () -> new Looks(mounted.frame(request), mounted.masterSwitch(request)));
    } catch (Problem | PluginRoutes.PluginFault e) {
      return silent;
    }
  }

  /** A request for what is shown of a plugin elsewhere than on its own pages. */
  static AdminRequest asking(Context ctx, String id) {
    var account = Access.account(ctx);
    return new AdminRequest(
        "GET",
        "",
        Map.of(),
        Map.of(),
        new byte[0],
        account.user(),
        account.permissions(),
        new AdminRequest.Page(LIST + "/" + id, Language.of(ctx), false));
  }

  private static State state(LoadedPlugin plugin) {
    return switch (plugin.state()) {
      case STARTED -> State.RUNNING;
      case STOPPED, DISABLED -> State.STOPPED;
      case FAILED -> State.FAILED;
    };
  }
}
