package io.github.webhookplugin.model;

import java.util.regex.Pattern;

/** An address that is a secret itself, as people may see it: scheme, host and port, and {@code ***} for the rest. */
public final class HiddenUrl {
  /** Stands for path and query. */
  public static final String REST = "/***";

  private static final Pattern ORIGIN =
      Pattern.compile("(https?://)(?:[^/?#]*@)?([^/?#@]*)", Pattern.CASE_INSENSITIVE);

  private HiddenUrl() {}

  public static String of(String url) {
    var origin = ORIGIN.matcher(url);
    return origin.lookingAt() ? origin.group(1) + origin.group(2) + REST : "***";
  }
}
