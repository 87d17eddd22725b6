package io.github.webhookplugin.host;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bodies in and answers out, the same for every route. */
final class Exchange {
  static final int MOST_BYTES = 1024 * 1024;

  private static final int MOST_DRAINED = 8 * MOST_BYTES;
  private static final Set<String> HOSTS_OWN =
      Set.of("content-length", "transfer-encoding", "connection", "set-cookie", "content-type");

  private Exchange() {}

  /** The body, at most {@value #MOST_BYTES} bytes. */
  static byte[] body(Context ctx) {
    return body(ctx, MOST_BYTES);
  }

  static byte[] body(Context ctx, int most) {
    try (InputStream in = ctx.req().getInputStream()) {
      byte[] body = in.readNBytes(most + 1);
      if (body.length <= most) {
        return body;
      }
      // read on a little: a client that is still sending would not see the answer
      in.readNBytes(MOST_DRAINED);
    } catch (IOException e) {
      throw Problem.of(400, "the body ended too early");
    }
    throw Problem.of(413, "the body may have " + most + " bytes");
  }

  /** A body that says it is JSON. A page of another site cannot send that type without being asked first. */
  static byte[] jsonBody(Context ctx) {
    if (!json(ctx.contentType())) {
      throw Problem.of(415, "send the body as JSON, with 'Content-Type: application/json'");
    }
    return body(ctx);
  }

  private static boolean json(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.equals("application/json") || type.endsWith("+json");
  }

  static void json(Context ctx, int status, Object value) {
    ctx.status(status).contentType("application/json").result(Json.bytes(value));
  }

  static void problem(Context ctx, Problem problem) {
    problem.headers().forEach(ctx::header);
    ctx.status(problem.status()).contentType("application/problem+json").result(problem.body());
  }

  /** Without what the caller showed to come in: it opens the host, not the plugin. */
  static AdminRequest toPlugin(Context ctx, String id, String path) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(ctx.headerMap());
    headers.remove("Authorization");
    headers.remove("Cookie");
    var account = Access.account(ctx);
    return new AdminRequest(
        ctx.method().name(),
        path,
        ctx.queryParamMap(),
        headers,
        body(ctx),
        account.user(),
        account.permissions(),
        new AdminRequest.Page("/plugins/" + id, Language.of(ctx), fragment(ctx)));
  }

  /** Whether htmx asks for a part of a page, and not for a whole one that it had and forgot. */
  static boolean fragment(Context ctx) {
    return "true".equals(ctx.header("HX-Request"))
        && !"true".equals(ctx.header("HX-History-Restore-Request"));
  }

  /** A plugin's answer, with the host's own headers kept. */
  static void fromPlugin(Context ctx, AdminResponse answer) {
    answer.headers().forEach((name, value) -> {
      boolean ours = Access.HEADERS.keySet().stream().anyMatch(name::equalsIgnoreCase)
          || HOSTS_OWN.contains(name.toLowerCase(Locale.ROOT));
      if (!ours) {
        ctx.header(name, value);
      }
    });
    ctx.status(answer.status()).contentType(answer.contentType()).result(answer.body());
  }
}
