package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it arrived.
 *
 * @param method such as {@code POST}
 * @param base what the address has before the path, such as {@code http://127.0.0.1:1234/slack}
 * @param path behind the simulator's name, percent-encoded as it came; starts with a slash or is empty
 * @param query without the question mark, as it came; empty if there is none
 * @param headers names in lower case
 * @param body the bytes
 */
public record Request(
    String method,
    String base,
    String path,
    String query,
    Map<String, String> headers,
    byte[] body) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  public Request {
    var lower = new HashMap<String, String>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(lower);
    body = body.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /** The whole address. */
  public String url() {
    return base + path + (query.isEmpty() ? "" : "?" + query);
  }

  /** The number of bytes of the body. */
  public int size() {
    return body.length;
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body as JSON; a missing node if it is none. */
  public JsonNode json() {
    try {
      JsonNode json = JSON.readTree(body);
      return json == null ? MissingNode.getInstance() : json;
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  /** A header's value; empty if it did not come. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /** A query parameter's value, decoded as forms are (a plus is a blank); empty if it did not come. */
  public String parameter(String name) {
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).equals(name)) {
        return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  /** Whether the content type is this one, whatever its parameters. */
  boolean isOfType(String type) {
    return header("content-type").split(";")[0].strip().equalsIgnoreCase(type);
  }

  /** Without the body and header values, which may hold secrets. */
  @Override
  public String toString() {
    return "Request[" + method + ", " + body.length + " bytes]";
  }
}
