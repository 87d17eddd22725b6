package io.github.webhookplugin.host;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.host.PluginRoutes.PluginFault;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server on 127.0.0.1: routes in, problems out. */
final class Web implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Web.class);

  private final Access access;
  private final Plugins plugins;
  private final Receivers receivers = new Receivers();
  private final Live live;
  private final AuditFile audit;
  private final Javalin javalin;

  /** Starts listening; a {@link CannotStart} says that the port is taken. */
  Web(int port, Access access, Plugins plugins, Live live, AuditFile audit) {
    this.access = access;
    this.plugins = plugins;
    this.live = live;
    this.audit = audit;
    javalin = Javalin.create(this::configure);
    try {
      javalin.start("127.0.0.1", port);
    } catch (JavalinBindException e) {
      close();
      throw new CannotStart(
          "port " + port
              + " on 127.0.0.1 is in use or not allowed; name another with --port N, or --port 0 for any free one");
    }
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.DEFAULT));
    config.jetty.modifyServer(server -> server.setErrorHandler(new BareProblems()));
    config.router.javaLangErrorHandler(
        (response, error) -> log.error("a request failed", OneLine.trace(error)));
    var navigation = new Navigation(plugins);
    var errors = new ErrorPages(navigation);
    config.routes.before(access::check);
    new SignInRoutes(access).mount(config.routes);
    new EventRoutes(new Channels(plugins)).mount(config.routes);
    live.mount(config.routes, plugins);
    new LifecycleRoutes(plugins, audit).mount(config.routes);
    new PluginRoutes(plugins).mount(config.routes);
    new PluginPages(plugins, navigation).mount(config.routes);
    receivers.mount(config.routes);
    new FrontPage(plugins, navigation).mount(config.routes);
    config.routes.exception(Problem.class, (problem, ctx) -> errors.answer(ctx, problem));
    config.routes.exception(
        HttpResponseException.class, (refusal, ctx) -> errors.answer(ctx, refused(refusal)));
    config.routes.exception(
        PluginFault.class, (fault, ctx) -> errors.answer(ctx, failed(ctx, fault.getCause())));
    config.routes.exception(
        Exception.class, (failure, ctx) -> errors.answer(ctx, failed(ctx, failure)));
  }

  /** Javalin's own refusals: no such route, no such method. */
  private static Problem refused(HttpResponseException refusal) {
    return Problem.of(refusal.getStatus(), String.valueOf(refusal.getMessage()));
  }

  /** Says nothing of what happened but an id, under which the log tells everything. */
  private static Problem failed(Context ctx, @Nullable Throwable failure) {
    String id = UUID.randomUUID().toString();
    log.error(
        "request {} failed: {} {}",
        id,
        OneLine.of(ctx.method()),
        OneLine.of(ctx.path()),
        OneLine.trace(failure == null ? new IllegalStateException("unknown") : failure));
    return Problem.of(500, "something went wrong; the log tells more under " + id)
        .with("id", id);
  }

  /** What Jetty refuses before any route sees it, such as an ambiguous path. */
  private static final class BareProblems extends ErrorHandler {
    @Override
    protected void generateResponse(
        Request request,
        Response response,
        int code,
        String message,
        Throwable cause,
        Callback callback) {
      Access.HEADERS.forEach((name, value) -> response.getHeaders().put(name, value));
      response.getHeaders().put("Content-Type", "application/problem+json");
      byte[] body = Problem.of(code, "the server refused the request").body();
      response.write(true, ByteBuffer.wrap(body), callback);
    }
  }

  /** Every route, as method and path, for whoever checks that each is guarded. */
  List<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(route -> route.endpoint.method + " " + route.endpoint.path)
        .toList();
  }

  /** Where it listens, for example {@code http://127.0.0.1:7070}. */
  String base() {
    return "http://127.0.0.1:" + javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
