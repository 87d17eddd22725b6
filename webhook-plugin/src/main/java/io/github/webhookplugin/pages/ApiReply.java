package io.github.webhookplugin.pages;

import io.github.webhookplugin.admin.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the JSON API answered.
 *
 * @param body empty if there was none
 * @param etag empty if there was none
 */
record ApiReply(int status, Map<String, Object> body, String etag) {
  boolean ok() {
    return status < 300;
  }

  /** The body of an answer that is not a refusal; a {@link Problem} otherwise. */
  Map<String, Object> orRefuse() {
    if (!ok()) {
      throw Problem.of(status, String.valueOf(body.get("detail")));
    }
    return body;
  }

  /** What was wrong with what was sent, each with {@code pointer} and {@code message}. */
  List<Map<?, ?>> errors() {
    var errors = new ArrayList<Map<?, ?>>();
    if (body.get("errors") instanceof List<?> list) {
      list.forEach(each -> errors.add((Map<?, ?>) each));
    }
    return errors;
  }

  /** A list of an answer; empty if it is none. */
  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** The objects in a list of an answer; empty if it is none. */
  static List<Map<?, ?>> maps(@Nullable Object list) {
    var maps = new ArrayList<Map<?, ?>>();
    if (list instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> map) {
          maps.add(map);
        }
      }
    }
    return maps;
  }
}
