package io.github.webhookplugin.presets;

import java.util.regex.Pattern;

/**
 * A bearer token as people paste it: with the word Bearer, with the quotes of a shell, with the brackets of a
 * placeholder, with the backslashes of a document (seed rows T-21 and T-22, trap X-34).
 */
final class BearerToken {
  private static final Pattern WRAPPING =
      Pattern.compile("^[\\s'\"`“”‘’\\\\\\[\\]<>{}()]+|[\\s'\"`“”‘’\\\\\\[\\]<>{}()]+$");

  private static final Pattern PREFIX = Pattern.compile(
      "^(authorization\\s*:\\s*)?['\"]?(bearer\\b[\\s:]*)?", Pattern.CASE_INSENSITIVE);

  /** RFC 6750 section 2.1. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private BearerToken() {}

  static String cleaned(String pasted) {
    String bare = WRAPPING.matcher(pasted).replaceAll("");
    bare = PREFIX.matcher(bare).replaceFirst("");
    return WRAPPING.matcher(bare).replaceAll("");
  }

  static boolean isOne(String text) {
    return TOKEN.matcher(text).matches();
  }
}
