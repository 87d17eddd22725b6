package io.github.webhookplugin.host;

import io.github.webhookplugin.api.AdminContribution;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Tells open pages what changes: {@code GET /plugins/{id}/live} is a stream of server-sent events (HTML Living Standard,
 * section 9.2). Shared between threads.
 */
final class Live {
  /** Streams at a time, of all plugins together. */
  static final int MOST = 20;

  private static final Duration BEAT = Duration.ofSeconds(20);

  /** Each with the id of the plugin that it follows. */
  private final Map<LiveStream, String> open = new HashMap<>();

  void mount(RoutesConfig routes, Plugins plugins) {
    routes.get("/plugins/{id}/live", ctx -> {
      String id = ctx.pathParam("id");
      follow(
          ctx,
          id,
          plugins
              .find(id)
              .map(LoadedPlugin::admin)
              .orElseThrow(() -> Problem.of(404, "no plugin that runs has pages there")));
    });
  }

  private void follow(Context ctx, String id, AdminContribution admin) throws IOException {
    var request = Exchange.toPlugin(ctx, id, "live");
    var stream = new LiveStream(ctx.res().getOutputStream(), BEAT);
    admit(stream, id);
    try {
      AutoCloseable watch = PluginRoutes.called(() -> admin.watch(request, stream::offer))
          .orElseThrow(() -> Problem.of(404, "there is nothing to follow at " + ctx.path()));
      ctx.status(200).contentType("text/event-stream; charset=utf-8");
      ctx.future(() -> {
        var ended = new CompletableFuture<Void>();
        stream.start(watch, () -> {
          forget(stream);
          ended.complete(null);
        });
        return ended;
      });
    } catch (RuntimeException | Error e) {
      forget(stream);
      throw e;
    }
  }

  private synchronized void admit(LiveStream stream, String plugin) {
    if (open.size() >= MOST) {
      throw Problem.of(503, MOST + " pages follow changes already; close one")
          .header("Retry-After", "30");
    }
    open.put(stream, plugin);
  }

  private synchronized void forget(LiveStream stream) {
    open.remove(stream);
  }

  /** How many pages follow something at the moment. */
  synchronized int following() {
    return open.size();
  }

  /** Ends the streams of a plugin, before it stops. */
  void end(String plugin) {
    streamsOf(plugin).forEach(LiveStream::end);
  }

  private synchronized List<LiveStream> streamsOf(String plugin) {
    return open.keySet().stream()
        .filter(stream -> plugin.equals(open.get(stream)))
        .toList();
  }
}
