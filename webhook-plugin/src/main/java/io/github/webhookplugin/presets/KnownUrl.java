package io.github.webhookplugin.presets;

import io.github.webhookplugin.model.Wildcard;
import java.util.Locale;

/**
 * Addresses of one kind.
 *
 * @param like host and path, without scheme and query; {@code *} stands for anything
 * @param dead why an address of this kind does not work any more; empty: it does
 * @param note what to know of it; may be empty
 */
public record KnownUrl(Wildcard like, String dead, String note) {
  private static final int MAX = 2_000;

  /** Whether an address is of this kind: whatever its scheme, user, port and query. */
  boolean matches(String url) {
    if (url.length() > MAX) {
      return false;
    }
    int scheme = url.indexOf("://");
    String rest = scheme < 0 ? url : url.substring(scheme + 3);
    int end = rest.length();
    for (String mark : new String[] {"?", "#"}) {
      int at = rest.indexOf(mark);
      end = at >= 0 && at < end ? at : end;
    }
    rest = rest.substring(0, end);
    int path = rest.indexOf('/');
    String authority = path < 0 ? rest : rest.substring(0, path);
    String host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d+$", "");
    return like.matches(host.toLowerCase(Locale.ROOT) + (path < 0 ? "/" : rest.substring(path)));
  }
}
