package io.github.webhookplugin.host;

import io.javalin.http.Context;
import java.util.Set;

/** Tells what a page of this host asks from what a page of another site makes a browser ask. */
final class Origins {
  /** Scripts of other sites cannot set it without being asked first. */
  static final String HEADER = "X-Host-Request";

  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  private Origins() {}

  /** A web page of another name that resolves to this machine (DNS rebinding) says that other name here. */
  static void checkName(Context ctx) {
    String host = ctx.header("Host");
    int port = ctx.req().getLocalPort();
    boolean known = host != null
        && NAMES.stream()
            .anyMatch(name -> host.equalsIgnoreCase(name + ":" + port)
                || (port == 80 && host.equalsIgnoreCase(name)));
    if (!known) {
      throw Problem.of(
          421, "this host answers to 127.0.0.1:" + port + " and localhost:" + port + " only");
    }
  }

  static boolean asked(Context ctx) {
    return "1".equals(ctx.header(HEADER));
  }

  /** For changes within a session. */
  static void checkAsked(Context ctx) {
    if (!asked(ctx)) {
      throw Problem.of(
          403, "a change needs the header '" + HEADER + ": 1', which the pages of this host send");
    }
    if (ctx.header("Origin") != null && !own(ctx)) {
      throw foreign();
    }
  }

  /**
   * For forms that a browser sends without a script. With the referrer policy of this host it says {@code null} for
   * the origin then (Fetch Standard, "append a request Origin header"), but where the form comes from all the same.
   */
  static void checkForm(Context ctx) {
    String origin = ctx.header("Origin");
    String site = ctx.header("Sec-Fetch-Site");
    boolean here = site == null || site.equals("same-origin") || site.equals("none");
    boolean mine = origin == null || own(ctx) || (origin.equals("null") && site != null);
    if (!here || !mine) {
      throw foreign();
    }
  }

  private static boolean own(Context ctx) {
    return (ctx.scheme() + "://" + ctx.header("Host")).equalsIgnoreCase(ctx.header("Origin"));
  }

  private static Problem foreign() {
    return Problem.of(403, "a page of another site asked for this");
  }
}
