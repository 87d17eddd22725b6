package io.github.webhookplugin.host;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in. Programs show a token in {@code Authorization: Bearer}; a browser shows it once, in the address or
 * on the sign-in page, and gets a session cookie. A session opens pages; for changes and for the API it must also
 * prove that a page of this host asks ({@link Origins}).
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

  private static final String ACCOUNT = "account";

  private final Tokens tokens;
  private final Sessions sessions;
  private final FailedSignIns failures;
  private final AuditFile audit;

  Access(Tokens tokens, Sessions sessions, FailedSignIns failures, AuditFile audit) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.failures = failures;
    this.audit = audit;
  }

  /** Whose request this is, once {@link #check} has let it in. */
  static Account account(Context ctx) {
    Account account = ctx.attribute(ACCOUNT);
    if (account == null) {
      throw new IllegalStateException("nobody has been let in at " + ctx.path());
    }
    return account;
  }

  /** Whether anybody has been let in with this request. */
  static boolean hasAccount(Context ctx) {
    return ctx.attribute(ACCOUNT) != null;
  }

  /** Runs before every request; a {@link Problem} ends it. */
  void check(Context ctx) {
    HEADERS.forEach(ctx::header);
    ctx.header("Cache-Control", "no-store");
    Origins.checkName(ctx);
    if (open(ctx.path())) {
      return;
    }
    if (ctx.header("Authorization") != null) {
      ctx.attribute(ACCOUNT, bearer(ctx));
    } else if (page(ctx) && ctx.queryParam("token") != null) {
      enter(ctx);
    } else {
      ctx.attribute(ACCOUNT, signedIn(ctx).orElseGet(() -> askToSignIn(ctx)));
    }
  }

  private static boolean open(String path) {
    return path.equals("/health")
        || path.equals("/sign-in")
        || path.equals("/sign-out")
        || path.equals("/language")
        || path.startsWith("/assets/")
        || path.startsWith("/kit/")
        || path.startsWith("/receivers/");
  }

  private static boolean page(Context ctx) {
    boolean reads = ctx.method().equals(HandlerType.GET) || ctx.method().equals(HandlerType.HEAD);
    return reads && !ctx.path().startsWith("/api/");
  }

  private Account bearer(Context ctx) {
    String header = String.valueOf(ctx.header("Authorization"));
    boolean bearer = header.regionMatches(true, 0, "Bearer ", 0, 7);
    return account(ctx, bearer ? header.substring(7).strip() : null)
        .orElseThrow(Access::tokenAskedFor);
  }

  /** Who shows this token; one that is wrong counts against the address that shows it. */
  private Optional<Account> account(Context ctx, @Nullable String token) {
    failures.check(ctx.ip());
    var account = tokens.account(token);
    if (account.isEmpty()) {
      audit.record("", "sign-in-refused", ctx.ip());
      if (failures.add(ctx.ip())) {
        audit.record("", "sign-in-locked", ctx.ip());
      }
    }
    return account;
  }

  private Optional<Account> signedIn(Context ctx) {
    var account = sessions.account(ctx.cookie(cookie(ctx)));
    if (account.isPresent() && !page(ctx)) {
      if (ctx.path().startsWith("/api/") && !Origins.asked(ctx)) {
        return Optional.empty();
      }
      Origins.checkAsked(ctx);
    }
    return account;
  }

  /** Sends a browser that opens a page to the sign-in page; tells everybody else what is missing. */
  private static Account askToSignIn(Context ctx) {
    String accept = ctx.header("Accept");
    boolean browser = page(ctx)
        && accept != null
        && accept.contains("text/html")
        && ctx.header("HX-Request") == null;
    if (browser) {
      String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
      throw new SignInRoutes.Asked("/sign-in?to="
          + URLEncoder.encode(ctx.req().getRequestURI() + query, StandardCharsets.UTF_8));
    }
    throw page(ctx)
        ? tokenAskedFor(
            "sign in at /sign-in, or open the address that the host printed at its start")
        : tokenAskedFor();
  }

  /** Gives the browser its cookie and takes the token out of the address bar. */
  private void enter(Context ctx) {
    if (!signIn(ctx, ctx.queryParam("token"))) {
      throw tokenAskedFor("the token in the address is not one of this host's");
    }
    String rest = Arrays.stream(ctx.req().getQueryString().split("&"))
        .filter(pair -> !pair.startsWith("token="))
        .collect(Collectors.joining("&"));
    ctx.redirect(ctx.path() + (rest.isEmpty() ? "" : "?" + rest), HttpStatus.SEE_OTHER);
    ctx.skipRemainingHandlers();
  }

  /** Begins a session of its own for each sign-in; false if the token is wrong. */
  boolean signIn(Context ctx, @Nullable String token) {
    var account = account(ctx, token);
    account.ifPresent(found -> {
      sessions.end(ctx.cookie(cookie(ctx)));
      setCookie(ctx, sessions.begin(found), "");
      audit.record(found.user(), "sign-in", ctx.ip());
    });
    return account.isPresent();
  }

  void signOut(Context ctx) {
    sessions
        .account(ctx.cookie(cookie(ctx)))
        .ifPresent(found -> audit.record(found.user(), "sign-out", ctx.ip()));
    sessions.end(ctx.cookie(cookie(ctx)));
    setCookie(ctx, "", "; Max-Age=0");
  }

  private static void setCookie(Context ctx, String value, String more) {
    ctx.header(
        "Set-Cookie", cookie(ctx) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + more);
  }

  /** Cookies are not kept apart by port, so the name is. */
  private static String cookie(Context ctx) {
    return "host-demo-" + ctx.req().getLocalPort();
  }

  private static Problem tokenAskedFor() {
    return tokenAskedFor(
        "send 'Authorization: Bearer TOKEN' with the token that the host printed at its start");
  }

  private static Problem tokenAskedFor(String detail) {
    return Problem.of(401, detail).header("WWW-Authenticate", "Bearer realm=\"host-demo\"");
  }
}
