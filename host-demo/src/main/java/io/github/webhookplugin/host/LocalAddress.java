package io.github.webhookplugin.host;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a browser is sent next, if a form says so: never to another site. */
final class LocalAddress {
  /** One slash and then no other, as a browser reads it: it takes a backslash for a slash. */
  private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");

  private LocalAddress() {}

  /** The address if it lies on this host, else the first page. */
  static String of(@Nullable String asked) {
    return asked != null && asked.length() <= 2_000 && LOCAL.matcher(asked).matches() ? asked : "/";
  }
}
