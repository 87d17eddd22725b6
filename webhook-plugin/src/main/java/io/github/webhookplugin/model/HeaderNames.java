package io.github.webhookplugin.model;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names a service's headers may have. */
public final class HeaderNames {
  /** RFC 9110 section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Set<String> OF_THE_SENDER = Set.of(
      "host",
      "content-length",
      "transfer-encoding",
      "connection",
      "upgrade",
      "te",
      "trailer",
      "expect",
      "keep-alive",
      "http2-settings",
      "webhook-id",
      "webhook-timestamp",
      "webhook-signature",
      "webhook-fallback-of",
      "webhook-hops");

  private HeaderNames() {}

  /** Whether it can be a header's name at all. */
  public static boolean isToken(String name) {
    return TOKEN.matcher(name).matches();
  }

  /** Whether the sender sets it itself: what frames the message, and what it signs with. */
  public static boolean isOfTheSender(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return OF_THE_SENDER.contains(lower) || lower.startsWith("proxy-");
  }

  /** Whether it belongs to the sender because a signature stands there. */
  public static boolean isOfASignature(String name) {
    return name.equalsIgnoreCase("webhook-signature");
  }
}
