package io.github.webhookplugin.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A plugin's answer to an {@link AdminRequest}.
 *
 * @param status an HTTP status
 * @param contentType the media type of the body
 * @param headers further headers
 * @param body never null; empty for none
 */
public record AdminResponse(
    int status, String contentType, Map<String, String> headers, byte[] body) {
  public AdminResponse {
    headers = Map.copyOf(headers);
  }

  /** An answer with a JSON text. */
  public static AdminResponse json(int status, String text) {
    return new AdminResponse(
        status, "application/json", Map.of(), text.getBytes(StandardCharsets.UTF_8));
  }

  /** A page, or a part of one, in UTF-8. */
  public static AdminResponse html(int status, String text) {
    return new AdminResponse(
        status, "text/html; charset=utf-8", Map.of(), text.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer without a body. */
  public static AdminResponse empty(int status) {
    return new AdminResponse(status, "text/plain", Map.of(), new byte[0]);
  }

  /** This answer with one more header. */
  public AdminResponse with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new AdminResponse(status, contentType, more, body);
  }
}
