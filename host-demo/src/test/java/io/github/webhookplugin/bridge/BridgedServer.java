package io.github.webhookplugin.bridge;

import com.sun.net.httpserver.HttpServer;
import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.kit.PluginSite;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A server of one of two kinds with a plugin behind a bridge. Whoever asks says who they are; somebody called viewer may
 * look only.
 */
final class BridgedServer implements AutoCloseable {
  /** Runs until it is closed. */
  private interface Running {
    void stop() throws Exception;
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final String id;
  private final String prefix;
  private final String base;
  private final Running running;

  private BridgedServer(String id, String prefix, int port, Running running) {
    this.id = id;
    this.prefix = prefix;
    this.base = "http://127.0.0.1:" + port + prefix;
    this.running = running;
  }

  /** Starts one; {@code kind} is jdk or servlet. */
  static BridgedServer start(String kind, AdminContribution admin, ConfigurablePlugin settings)
      throws Exception {
    return kind.equals("jdk") ? jdk(admin, settings) : servlet(admin, settings);
  }

  private static BridgedServer jdk(AdminContribution admin, ConfigurablePlugin settings)
      throws IOException {
    var site = new PluginSite("My host", "", admin.id(), "1.2.3", admin, settings);
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    new JdkBridge(site, exchange -> caller(exchange.getRequestHeaders().getFirst("X-User")))
        .mount(server, admin.id());
    server.start();
    return new BridgedServer(admin.id(), "", server.getAddress().getPort(), () -> server.stop(0));
  }

  private static BridgedServer servlet(AdminContribution admin, ConfigurablePlugin settings)
      throws Exception {
    var site = new PluginSite("My host", "/app", admin.id(), "1.2.3", admin, settings);
    var server = new Server(new InetSocketAddress("127.0.0.1", 0));
    var context = new ServletContextHandler("/app");
    var servlet =
        new ServletHolder(new ServletBridge(site, request -> caller(request.getHeader("X-User"))));
    context.addServlet(servlet, "/kit/*");
    context.addServlet(servlet, "/plugins/" + admin.id() + "/*");
    context.addServlet(servlet, "/api/plugins/" + admin.id() + "/*");
    server.setHandler(context);
    server.start();
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return new BridgedServer(admin.id(), "/app", port, server::stop);
  }

  private static PluginSite.Caller caller(String name) {
    if (name == null) {
      return null;
    }
    Set<AdminPermission> may =
        name.equals("viewer") ? EnumSet.of(AdminPermission.VIEW) : AdminPermission.ALL;
    return new PluginSite.Caller(name, may, Locale.ENGLISH);
  }

  /** What stands before every address. */
  String prefix() {
    return prefix;
  }

  /** As a browser says where its page is from. */
  String origin() {
    return base.substring(0, base.length() - prefix.length());
  }

  /** A request from the server's root; {@code user} may be null. */
  HttpRequest.Builder to(String path, String user) {
    var request = HttpRequest.newBuilder(URI.create(base + path));
    return user == null ? request : request.header("X-User", user);
  }

  /** A form of the plugin's pages as the kit posts it. */
  HttpRequest.Builder form(String path, String user, String body) {
    return to("/plugins/" + id + "/" + path, user)
        .header("X-Host-Request", "1")
        .header("HX-Request", "true")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  HttpResponse<String> get(String path, String user) throws Exception {
    return send(to(path, user));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() throws Exception {
    running.stop();
  }
}
