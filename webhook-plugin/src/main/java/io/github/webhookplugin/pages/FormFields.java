package io.github.webhookplugin.pages;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a posted form ({@code application/x-www-form-urlencoded}, URL Standard section 5). Immutable. */
record FormFields(Map<String, List<String>> values) {
  /** Reads a body; line breaks in values are {@code \n}, whatever the browser sent. */
  static FormFields of(byte[] body) {
    var values = new LinkedHashMap<String, List<String>>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values
            .computeIfAbsent(decoded(pair.substring(0, equals)), name -> new ArrayList<>())
            .add(decoded(pair.substring(equals + 1)).replace("\r\n", "\n"));
      }
    }
    return new FormFields(values);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The first value; empty if it is not there. */
  String one(String name) {
    return all(name).stream().findFirst().orElse("");
  }

  /** All values, in the order of the form. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrongPercent) {
      return text;
    }
  }
}
