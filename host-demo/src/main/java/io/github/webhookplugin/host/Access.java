package io.github.webhookplugin.host;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in. Programs show the token in {@code Authorization: Bearer}; a browser shows it once in the address
 * and gets a session cookie, which opens pages but no API and no change.
 */
final class Access {
  /** Sent with every answer; a plugin cannot change them. */
  static final Map<String, String> HEADERS = Map.of(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
          + " font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      "X-Content-Type-Options",
      "nosniff",
      "X-Frame-Options",
      "DENY",
      "Referrer-Policy",
      "no-referrer",
      "Cross-Origin-Resource-Policy",
      "same-origin");

  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  private final byte[] token;
  private final String session = random();

  Access(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  /** 256 bits, for an address or a header. */
  static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Runs before every request; a {@link Problem} ends it. */
  void check(Context ctx) {
    HEADERS.forEach(ctx::header);
    ctx.header("Cache-Control", "no-store");
    int port = ctx.req().getLocalPort();
    if (!named(ctx.header("Host"), port)) {
      throw Problem.of(
          421, "this host answers to 127.0.0.1:" + port + " and localhost:" + port + " only");
    }
    if (open(ctx.path()) || bearer(ctx.header("Authorization"))) {
      return;
    }
    if (!page(ctx)) {
      throw unauthorized(
          "send 'Authorization: Bearer TOKEN' with the token that the host printed at its start");
    }
    if (same(ctx.queryParam("token"))) {
      enter(ctx, port);
    } else if (!session(ctx, port)) {
      throw unauthorized(
          "open the address that the host printed at its start, with its ?token=...");
    }
  }

  /** A web page of another name that resolves to this machine (DNS rebinding) says that other name here. */
  private static boolean named(@Nullable String host, int port) {
    if (host == null) {
      return false;
    }
    return NAMES.stream()
        .anyMatch(name -> host.equalsIgnoreCase(name + ":" + port)
            || (port == 80 && host.equalsIgnoreCase(name)));
  }

  private static boolean open(String path) {
    return path.equals("/health") || path.startsWith("/assets/") || path.startsWith("/receivers/");
  }

  private static boolean page(Context ctx) {
    boolean reads = ctx.method().equals(HandlerType.GET) || ctx.method().equals(HandlerType.HEAD);
    return reads && (ctx.path().equals("/") || ctx.path().startsWith("/plugins/"));
  }

  private boolean bearer(@Nullable String header) {
    return header != null
        && header.regionMatches(true, 0, "Bearer ", 0, 7)
        && same(header.substring(7).strip());
  }

  private boolean same(@Nullable String shown) {
    return shown != null && MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
  }

  private boolean session(Context ctx, int port) {
    String shown = ctx.cookie(cookie(port));
    return shown != null
        && MessageDigest.isEqual(
            session.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives the browser its cookie and takes the token out of the address bar. */
  private void enter(Context ctx, int port) {
    ctx.header("Set-Cookie", cookie(port) + "=" + session + "; Path=/; HttpOnly; SameSite=Strict");
    String rest = Arrays.stream(ctx.req().getQueryString().split("&"))
        .filter(pair -> !pair.startsWith("token="))
        .collect(Collectors.joining("&"));
    ctx.redirect(ctx.path() + (rest.isEmpty() ? "" : "?" + rest), HttpStatus.SEE_OTHER);
    ctx.skipRemainingHandlers();
  }

  /** Cookies are not kept apart by port, so the name is. */
  private static String cookie(int port) {
    return "host-demo-" + port;
  }

  private static Problem unauthorized(String detail) {
    return Problem.of(401, detail).header("WWW-Authenticate", "Bearer realm=\"host-demo\"");
  }
}
