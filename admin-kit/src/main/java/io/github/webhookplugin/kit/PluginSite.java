package io.github.webhookplugin.kit;

import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.OneLine;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One plugin as a whole web site, for a host with an HTTP server of any kind: the kit's files at {@code /kit/NAME}, the
 * plugin's pages and settings at {@code /plugins/ID}, its API at {@code /api/plugins/ID}. The host says who asks and
 * passes bytes; what keeps pages of other sites out is done here ({@code X-Host-Request}, and {@link Asking}). Shared between threads.
 */
public final class PluginSite {
  /** The most bytes of a body; a host reads one more and no more than that. */
  public static final int MOST_BYTES = 1024 * 1024;

  private static final String KIT = "/kit/";
  private static final System.Logger log = System.getLogger(PluginSite.class.getName());
  private static final Map<String, String> HEADERS = Map.of(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
          + " font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      "X-Content-Type-Options",
      "nosniff",
      "Referrer-Policy",
      "no-referrer");

  private final String host;
  private final String prefix;
  private final String id;
  private final @Nullable AdminContribution admin;
  private final MountedPlugin pages;

  /**
   * A site.
   *
   * @param host what the host is called
   * @param prefix what stands before all addresses, such as a servlet's context path; empty for nothing
   * @param admin null if the plugin has no pages of its own
   * @param configurable null if it has no settings
   */
  public PluginSite(
      String host,
      String prefix,
      String id,
      String version,
      @Nullable AdminContribution admin,
      @Nullable ConfigurablePlugin configurable) {
    this.host = host;
    this.prefix = prefix;
    this.id = id;
    this.admin = admin;
    this.pages = new MountedPlugin(id, version, admin, configurable);
  }

  /**
   * Somebody whom the host has signed in.
   *
   * @param name recorded with what they change
   */
  public record Caller(String name, Set<AdminPermission> permissions, Locale locale) {}

  /**
   * Answers a request. Never throws: a plugin that does is logged and answered with 500.
   *
   * @param address path and query as they were asked for, not decoded
   * @param headers the first value of each; {@code Host}, {@code Origin} and {@code Sec-Fetch-Site} among them
   * @param caller null for nobody, who gets the kit's files only
   */
  public AdminResponse answer(
      String method,
      URI address,
      Map<String, String> headers,
      byte[] body,
      @Nullable Caller caller) {
    var given = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    given.putAll(headers);
    String whole = String.valueOf(address.getPath());
    String path = whole.startsWith(prefix) ? whole.substring(prefix.length()) : "";
    AdminResponse answer = path.startsWith(KIT)
        ? file(path.substring(KIT.length()), address)
        : asked(method, path, address, given, body, caller);
    for (var header : HEADERS.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  private static AdminResponse file(String name, URI address) {
    @Nullable String version = PostedForm.of(query(address)).value("v").orElse(null);
    return AdminKit.asset(name)
        .map(asset -> new AdminResponse(200, asset.contentType(), Map.of(), asset.body())
            .with("Cache-Control", asset.cacheControl(version)))
        .orElse(AdminResponse.empty(404));
  }

  private AdminResponse asked(
      String method,
      String path,
      URI address,
      Map<String, String> headers,
      byte[] body,
      @Nullable Caller caller) {
    if (caller == null) {
      return AdminResponse.empty(401);
    }
    if (!method.equals("GET") && !"1".equals(headers.get("X-Host-Request"))) {
      return AdminResponse.empty(403);
    }
    if (!method.equals("GET") && Asking.isAnotherSite(headers)) {
      log.log(
          System.Logger.Level.WARNING,
          "refused a change that a page of {0} asked for; this site was asked for as {1}",
          OneLine.of(headers.getOrDefault("Origin", "another site")),
          OneLine.of(headers.getOrDefault("Host", "no name")));
      return Asking.refusal();
    }
    if (body.length > MOST_BYTES) {
      return AdminResponse.empty(413);
    }
    headers.remove("Authorization");
    headers.remove("Cookie");
    try {
      return passed(method, path, address, headers, body, caller).with("Cache-Control", "no-store");
    } catch (RuntimeException | LinkageError e) {
      log.log(
          System.Logger.Level.ERROR,
          "the plugin " + id + " failed at " + OneLine.of(path),
          OneLine.trace(e));
      return AdminResponse.empty(500);
    }
  }

  private AdminResponse passed(
      String method,
      String path,
      URI address,
      Map<String, String> headers,
      byte[] body,
      Caller caller) {
    var mounted = admin;
    String asked = mounted == null ? null : inside(path, "/api/plugins/" + id);
    String inside = asked == null ? inside(path, "/plugins/" + id) : "api/" + asked;
    if (inside == null || Arrays.asList(inside.split("/")).contains("..")) {
      return AdminResponse.empty(404);
    }
    var request = new AdminRequest(
        method,
        inside,
        PostedForm.of(query(address)).fields(),
        headers,
        body,
        caller.name,
        caller.permissions,
        new AdminRequest.Page(
            prefix + "/plugins/" + id, caller.locale, "true".equals(headers.get("HX-Request"))));
    return mounted != null && asked != null
        ? mounted.handle(request)
        : pages.answer(request, around(address, request));
  }

  private static byte[] query(URI address) {
    String query = address.getRawQuery();
    return (query == null ? "" : query).getBytes(StandardCharsets.UTF_8);
  }

  /** What follows below a mount, without the slash; null if it is not below. */
  private static @Nullable String inside(String path, String mount) {
    if (path.equals(mount)) {
      return "";
    }
    return path.startsWith(mount + "/") ? path.substring(mount.length() + 1) : null;
  }

  private Surroundings around(URI address, AdminRequest request) {
    var frame = pages.frame(request);
    var entry = new Surroundings.Link(frame.title(), request.page().base(), frame.icon());
    return new Surroundings(
        host,
        List.of(new Surroundings.Group("", List.of(entry))),
        address.toString(),
        new Surroundings.Reader(request.user(), request.page().locale(), ""),
        new Surroundings.Addresses(prefix + "/kit", "", "", "", ""));
  }
}
