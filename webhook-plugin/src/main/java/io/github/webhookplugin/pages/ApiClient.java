package io.github.webhookplugin.pages;

import io.github.webhookplugin.admin.Problem;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.settings.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON API as a page asks it: in the name of the page's user, with maps in and out. The sentences of its answers come in
 * the user's language. For one request.
 */
final class ApiClient {
  private static final String ROOT = "api/v1/";

  private final Pages.Parts parts;
  private final AdminRequest from;
  private final SpokenAnswer spoken;

  ApiClient(Pages.Parts parts, AdminRequest from, Sentences sentences) {
    this.parts = parts;
    this.from = from;
    this.spoken = new SpokenAnswer(sentences);
  }

  /** What is there; a {@link Problem} with the API's status and sentence if it refuses. */
  Map<String, Object> get(String path) {
    return ask("GET", path, null).orRefuse();
  }

  ApiReply post(String path, Map<String, ?> body) {
    return ask("POST", path, body);
  }

  /**
   * Asks.
   *
   * @param path below {@code v1}, with its query, percent-encoded
   * @param body null for none
   */
  ApiReply ask(String method, String path, @Nullable Map<String, ?> body) {
    return ask(method, path, body, "");
  }

  /** Asks, and has it refused with 412 if what is there is not what this ETag stood for; empty: whatever is there. */
  ApiReply ask(String method, String path, @Nullable Map<String, ?> body, String ifMatch) {
    AdminResponse answer = answer(method, path, body, ifMatch);
    var read =
        answer.body().length == 0 ? Map.<String, Object>of() : parts.parse().apply(answer.body());
    return new ApiReply(
        answer.status(), spoken.of(read), answer.headers().getOrDefault("ETag", ""));
  }

  /** A file to save, as the API gives it; a {@link Problem} with its status and sentence if it refuses. */
  AdminResponse file(String path) {
    AdminResponse answer = answer("GET", path, null, "");
    if (answer.status() != 200) {
      throw Problem.of(
          answer.status(),
          String.valueOf(spoken.of(parts.parse().apply(answer.body())).get("detail")));
    }
    return answer;
  }

  private AdminResponse answer(
      String method, String path, @Nullable Map<String, ?> body, String ifMatch) {
    var headers = new LinkedHashMap<String, String>();
    if (body != null) {
      headers.put("Content-Type", "application/json");
    }
    if (!ifMatch.isEmpty()) {
      headers.put("If-Match", ifMatch);
    }
    int query = path.indexOf('?');
    byte[] bytes = body == null ? new byte[0] : Json.text(body).getBytes(StandardCharsets.UTF_8);
    return parts
        .api()
        .apply(new AdminRequest(
            method,
            ROOT + decoded(query < 0 ? path : path.substring(0, query)),
            query < 0 ? Map.of() : params(path.substring(query + 1)),
            headers,
            bytes,
            from.user(),
            from.permissions(),
            from.page()));
  }

  /** As a host hands a path on; in a path a plus is a plus. */
  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Map<String, List<String>> params(String query) {
    var params = new LinkedHashMap<String, List<String>>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
      params
          .computeIfAbsent(pair.substring(0, equals), name -> new ArrayList<>())
          .add(value);
    }
    return params;
  }
}
