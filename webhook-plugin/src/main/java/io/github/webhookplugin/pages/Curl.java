package io.github.webhookplugin.pages;

import java.util.List;
import java.util.Map;

/** A request as a command for a shell (POSIX quoting). */
final class Curl {
  private Curl() {}

  /**
   * The command.
   *
   * @param headers each a map with a name and a value
   */
  static String command(String method, String url, List<Map<String, String>> headers, String body) {
    var command = new StringBuilder("curl -X ").append(method).append(' ').append(quoted(url));
    for (Map<String, String> header : headers) {
      command
          .append(" \\\n  -H ")
          .append(quoted(header.get("header") + ": " + header.get("value")));
    }
    return command.append(" \\\n  --data-raw ").append(quoted(body)).toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
