package io.github.webhookplugin.host;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Signing in and out with a browser, and choosing a language. Plain forms, so that they work without a script. */
final class SignInRoutes {
  private final Access access;
  private final String template = Markup.file("sign-in.html");

  SignInRoutes(Access access) {
    this.access = access;
  }

  /** Somebody who is not signed in opened a page. */
  static final class Asked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String address;

    Asked(String address) {
      super(address, null, false, false);
      this.address = address;
    }

    String address() {
      return address;
    }
  }

  void mount(RoutesConfig routes) {
    routes.exception(
        Asked.class, (asked, ctx) -> ctx.redirect(asked.address(), HttpStatus.SEE_OTHER));
    routes.get("/sign-in", ctx -> page(ctx, 200, ctx.queryParam("to"), null));
    routes.post("/sign-in", this::signIn);
    routes.post("/sign-out", this::signOut);
    routes.post("/language", SignInRoutes::choose);
  }

  private void signIn(Context ctx) {
    Origins.checkForm(ctx);
    String to = ctx.formParam("to");
    try {
      if (access.signIn(ctx, ctx.formParam("token"))) {
        ctx.redirect(LocalAddress.of(to), HttpStatus.SEE_OTHER);
        return;
      }
      page(ctx, 401, to, "signin.wrong");
    } catch (Problem problem) {
      problem.headers().forEach(ctx::header);
      page(ctx, problem.status(), to, "signin.wait");
    }
  }

  private void signOut(Context ctx) {
    Origins.checkForm(ctx);
    access.signOut(ctx);
    ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
  }

  private static void choose(Context ctx) {
    Origins.checkForm(ctx);
    Locale chosen = Language.named(ctx.formParam("lang"));
    if (chosen == null) {
      throw Problem.of(422, "lang must be en or zh-CN");
    }
    ctx.header(
        "Set-Cookie",
        Language.COOKIE + "=" + chosen.toLanguageTag()
            + "; Path=/; SameSite=Strict; HttpOnly; Max-Age="
            + Duration.ofDays(365).toSeconds());
    if (ctx.header("HX-Request") != null) {
      ctx.header("HX-Refresh", "true").status(204);
    } else {
      ctx.redirect(LocalAddress.of(ctx.formParam("to")), HttpStatus.SEE_OTHER);
    }
  }

  private void page(Context ctx, int status, @Nullable String to, @Nullable String problem) {
    var texts = HostTexts.in(Language.of(ctx));
    String said = problem == null
        ? ""
        : "<p id=\"wrong\" class=\"error\" role=\"alert\">" + Markup.escaped(texts.say(problem))
            + "</p>";
    ctx.status(status)
        .html(texts
            .fill(template)
            .replace("{problem}", said)
            .replace("{invalid}", problem == null ? "" : " aria-invalid=\"true\"")
            .replace("{described}", problem == null ? "" : " wrong")
            .replace("{to}", Markup.escaped(LocalAddress.of(to))));
  }
}
