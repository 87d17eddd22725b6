package io.github.webhookplugin.host;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.SettingsProblem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The APIs of plugins, mounted under their ids: settings as the host serves them, everything else as they do. */
final class PluginRoutes {
  static final List<HandlerType> METHODS = List.of(
      HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.PATCH, HandlerType.DELETE);

  private final Plugins plugins;

  PluginRoutes(Plugins plugins) {
    this.plugins = plugins;
  }

  void mount(RoutesConfig routes) {
    routes.get("/api/plugins", this::list);
    routes.get("/api/plugins/{id}/settings", this::settings);
    routes.put("/api/plugins/{id}/settings", this::applySettings);
    routes.get("/api/plugins/{id}/settings/schema", this::schema);
    for (Mount mount : Mount.ofSamples()) {
      for (HandlerType method : METHODS) {
        routes.addHttpHandler(method, mount.at(), ctx -> pass(ctx, mount.plugin(), mount.path()));
        routes.addHttpHandler(
            method,
            mount.at() + "/<rest>",
            ctx -> pass(ctx, mount.plugin(), mount.path() + "/" + ctx.pathParam("rest")));
      }
    }
    for (HandlerType method : METHODS) {
      routes.addHttpHandler(
          method, "/api/plugins/{id}/<rest>", ctx -> pass(ctx, "api/" + ctx.pathParam("rest")));
    }
  }

  private void list(Context ctx) {
    Exchange.json(ctx, 200, plugins.loaded().stream().map(LoadedPlugin::summary).toList());
  }

  private void settings(Context ctx) {
    var plugin = configurable(ctx);
    answer(ctx, asked(plugin::settings));
  }

  /** With a tag by which the next change can say what it has seen (RFC 9110 section 8.8.3). */
  private static void answer(Context ctx, Map<String, Object> settings) {
    ctx.header("ETag", tag(settings));
    Exchange.json(ctx, 200, settings);
  }

  private static String tag(Map<String, Object> settings) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Json.bytes(settings));
      return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Refuses a change of other settings than what the caller has seen. */
  private static void checkSeen(Context ctx, ConfigurablePlugin plugin) {
    String seen = ctx.header("If-Match");
    if (seen != null && !seen.equals("*") && !seen.equals(tag(asked(plugin::settings)))) {
      throw Problem.of(
          412, "the settings were changed meanwhile; nothing was done, get them again");
    }
  }

  private void schema(Context ctx) {
    var plugin = configurable(ctx);
    Exchange.json(ctx, 200, asked(() -> plugin.settingsSchema().toJsonSchema()));
  }

  private void applySettings(Context ctx) {
    var account = Access.account(ctx);
    account.require(AdminPermission.EDIT);
    var plugin = configurable(ctx);
    JsonNode document = Json.parse(Exchange.jsonBody(ctx));
    if (!document.isObject()) {
      throw Problem.of(
          422,
          "nothing was changed",
          List.of(new Problem.Spot("", "the settings must be an object")));
    }
    List<SettingsProblem> problems;
    synchronized (plugin) { // as the form of the kit does
      checkSeen(ctx, plugin);
      problems = asked(() -> plugin.apply(Json.plain(document), account.user()));
    }
    if (!problems.isEmpty()) {
      throw Problem.of(
          422,
          "nothing was changed",
          problems.stream()
              .map(problem -> new Problem.Spot(problem.pointer(), problem.message()))
              .toList());
    }
    answer(ctx, asked(plugin::settings));
  }

  private void pass(Context ctx, String path) {
    pass(ctx, ctx.pathParam("id"), path);
  }

  private void pass(Context ctx, String id, String path) {
    AdminContribution admin = running(plugins, id).admin();
    if (admin == null || Arrays.asList(path.split("/")).contains("..")) {
      throw Problem.of(404, "nothing is at " + ctx.path());
    }
    var request = Exchange.toPlugin(ctx, id, path);
    Exchange.fromPlugin(ctx, called(() -> admin.handle(request)));
  }

  private ConfigurablePlugin configurable(Context ctx) {
    var configurable = running(plugins, ctx.pathParam("id")).configurable();
    if (configurable == null) {
      throw Problem.of(404, "the plugin '" + ctx.pathParam("id") + "' has no settings");
    }
    return configurable;
  }

  /** The plugin with this id, if it runs. */
  static LoadedPlugin running(Plugins plugins, String id) {
    LoadedPlugin plugin = plugins
        .find(id)
        .orElseThrow(() -> Problem.of(404, "there is no such plugin; GET /api/plugins lists them"));
    if (!plugin.runs()) {
      throw Problem.of(
          503, "the plugin " + plugin.title() + " is not running; start it at /plugins");
    }
    return plugin;
  }

  /** Asks for settings; a plugin whose channel is not open yet has none. */
  static <T> T asked(Callable<T> question) {
    try {
      return called(question);
    } catch (PluginFault e) {
      if (e.getCause() instanceof IllegalStateException) {
        throw Problem.of(503, "the plugin is not ready; try again").header("Retry-After", "1");
      }
      throw e;
    }
  }

  /** Whatever a plugin throws, a missing class included, is that request's failure and nothing else's. */
  static <T> T called(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception | LinkageError e) {
      throw new PluginFault(e);
    }
  }

  /** A plugin threw where its contract has no exception. */
  static final class PluginFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PluginFault(Throwable cause) {
      super("a plugin failed", cause);
    }
  }
}
