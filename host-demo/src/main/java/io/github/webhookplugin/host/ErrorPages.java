package io.github.webhookplugin.host;

import io.github.webhookplugin.kit.Shell;
import io.javalin.http.Context;

/** Refusals in the form that whoever asked can read: a page for a browser that opens one, else a problem document. */
final class ErrorPages {
  private final Navigation navigation;

  ErrorPages(Navigation navigation) {
    this.navigation = navigation;
  }

  void answer(Context ctx, Problem problem) {
    Exchange.problem(ctx, problem);
    if (opensPage(ctx)) {
      // what a missing page says is for programs
      String detail = problem.status() == 404 ? "" : problem.detail();
      String page = new Shell(navigation.around(ctx)).problem(problem.status(), detail);
      ctx.html(page);
    }
  }

  /** Only who has come in sees a page, as it tells which plugins there are. */
  static boolean opensPage(Context ctx) {
    String accept = ctx.header("Accept");
    return accept != null
        && accept.contains("text/html")
        && !Exchange.fragment(ctx)
        && !ctx.path().startsWith("/api/")
        && Access.hasAccount(ctx);
  }
}
