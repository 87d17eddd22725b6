package io.github.webhookplugin.host;

import io.github.webhookplugin.api.AdminPermission;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/** Starting and stopping plugins while the host goes on. Answers with how they are then. */
final class LifecycleRoutes {
  private final Plugins plugins;
  private final AuditFile audit;

  LifecycleRoutes(Plugins plugins, AuditFile audit) {
    this.plugins = plugins;
    this.audit = audit;
  }

  void mount(RoutesConfig routes) {
    routes.get("/api/audit", this::audit);
    routes.post("/plugins/reload", this::reload);
    routes.post("/plugins/{id}/lifecycle", this::act);
  }

  private void act(Context ctx) {
    Access.account(ctx).require(AdminPermission.EDIT);
    String id = ctx.pathParam("id");
    find(id);
    String action = String.valueOf(ctx.formParam("action"));
    if (action.equals("remove")) {
      remove(ctx, id);
      return;
    }
    switch (action) {
      case "start" -> plugins.start(id);
      case "stop" -> plugins.stop(id);
      case "restart" -> plugins.restart(id);
      default -> throw Problem.of(422, "action must be start, stop, restart or remove");
    }
    audit.record(Access.account(ctx).user(), "plugin-" + action, id);
    answer(ctx, find(id).summary());
  }

  private void remove(Context ctx, String id) {
    try {
      plugins.remove(id);
      answer(ctx, Map.of("removed", id));
    } catch (CannotStart e) {
      throw Problem.of(409, CannotStart.said(e));
    }
  }

  /** A page that asked shows everything anew. */
  private static void answer(Context ctx, Object value) {
    if (Exchange.fragment(ctx)) {
      ctx.header("HX-Refresh", "true");
    }
    Exchange.json(ctx, 200, value);
  }

  /** Who came in and who was refused is for those who may change something. */
  private void audit(Context ctx) {
    Access.account(ctx).require(AdminPermission.EDIT);
    Exchange.json(ctx, 200, Map.of("entries", audit.latest()));
  }

  private LoadedPlugin find(String id) {
    return plugins
        .find(id)
        .orElseThrow(() -> Problem.of(404, "there is no such plugin; GET /api/plugins lists them"));
  }

  private void reload(Context ctx) {
    Access.account(ctx).require(AdminPermission.EDIT);
    try {
      var changed = plugins.reload();
      audit.record(Access.account(ctx).user(), "plugins-reload", "");
      answer(ctx, changed.stream().map(LoadedPlugin::summary).toList());
    } catch (CannotStart e) {
      throw Problem.of(409, CannotStart.said(e));
    }
  }
}
