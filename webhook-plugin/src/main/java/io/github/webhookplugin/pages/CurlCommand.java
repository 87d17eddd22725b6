package io.github.webhookplugin.pages;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of the API's answers as a command line for a POSIX shell; secrets are places to fill in. */
final class CurlCommand {
  private CurlCommand() {}

  static String of(Map<?, ?> request) {
    var command = new StringBuilder("curl -X ")
        .append(request.get("method"))
        .append(' ')
        .append(quoted(request.get("url")));
    if (request.get("headers") instanceof List<?> headers) {
      for (Object each : headers) {
        Map<?, ?> header = (Map<?, ?>) each;
        command
            .append(" \\\n  -H ")
            .append(quoted(header.get("name") + ": " + header.get("value")));
      }
    }
    return command
        .append(" \\\n  --data-raw ")
        .append(quoted(request.get("body")))
        .toString();
  }

  private static String quoted(@Nullable Object text) {
    return "'" + String.valueOf(text).replace("***", "<secret>").replace("'", "'\\''") + "'";
  }
}
