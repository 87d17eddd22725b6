package io.github.webhookplugin.kit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a browser posts, or asks for behind a question mark, as {@code application/x-www-form-urlencoded}. Immutable. */
final class PostedForm {
  private final Map<String, List<String>> fields;

  private PostedForm(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /** Reads a body; what is not readable in it is left out. */
  static PostedForm of(byte[] body) {
    var fields = new LinkedHashMap<String, List<String>>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields
            .computeIfAbsent(decoded(pair.substring(0, equals)), name -> new ArrayList<>())
            .add(decoded(pair.substring(equals + 1)));
      }
    }
    return new PostedForm(fields);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** All values of all fields, as they came. */
  Map<String, List<String>> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** The first value of a field, without spaces around it; empty if it was not posted. */
  Optional<String> value(String name) {
    return fields.getOrDefault(name, List.of()).stream().findFirst().map(String::strip);
  }
}
