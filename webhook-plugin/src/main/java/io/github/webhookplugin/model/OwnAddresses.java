package io.github.webhookplugin.model;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the host takes in requests that become events: a service that leads there calls itself (seed row T-35). Compared
 * as written; no name is looked up. Immutable.
 */
public final class OwnAddresses {
  public static final OwnAddresses NONE = new OwnAddresses(List.of());

  private static final Pattern ADDRESS = Pattern.compile(
      "(https?)://(?:[^/?#]*@)?(\\[[^\\]/?#]*]|[^:/?#]*)(?::(\\d{1,5}))?([^?#]*).*",
      Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern LOOPBACK = Pattern.compile(
      "localhost|.+\\.localhost|127\\.[0-9.]+|\\[::1]|\\[0(:0)+:0*1]|0\\.0\\.0\\.0");
  private static final String THIS_MACHINE = "localhost";

  private final List<Place> places;

  private OwnAddresses(List<Place> places) {
    this.places = places;
  }

  public static OwnAddresses of(List<URI> addresses) {
    return new OwnAddresses(
        addresses.stream().map(address -> Place.of(address.toString())).toList());
  }

  /** Host and port, and the path below which all is the host's; empty: every path. */
  private record Place(String host, int port, String path) {
    static final Place NOWHERE = new Place("", 0, "");

    static Place of(String url) {
      Matcher parts = ADDRESS.matcher(url);
      if (!parts.matches()) {
        return NOWHERE;
      }
      String host = parts.group(2).toLowerCase(Locale.ROOT);
      String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
      boolean secure = parts.group(1).equalsIgnoreCase("https");
      int port = parts.group(3) == null ? secure ? 443 : 80 : Integer.parseInt(parts.group(3));
      return new Place(
          LOOPBACK.matcher(bare).matches() ? THIS_MACHINE : bare, port, path(parts.group(4)));
    }

    /** As a server reads it, with no slash at the end. */
    private static String path(String typed) {
      var segments = new ArrayDeque<String>();
      for (String segment : decoded(typed).split("/")) {
        if (segment.equals("..")) {
          segments.pollLast();
        } else if (!segment.isEmpty() && !segment.equals(".")) {
          segments.addLast(segment);
        }
      }
      return segments.isEmpty() ? "" : "/" + String.join("/", segments);
    }

    private static String decoded(String typed) {
      try {
        return URLDecoder.decode(typed.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException notEncoded) {
        return typed;
      }
    }

    boolean covers(Place other) {
      return host.equals(other.host)
          && port == other.port
          && (path.isEmpty() || other.path.equals(path) || other.path.startsWith(path + "/"));
    }
  }

  /** Whether a URL leads to the host itself. */
  public boolean cover(String url) {
    if (places.isEmpty()) {
      return false;
    }
    Place place = Place.of(url);
    return places.stream().anyMatch(own -> own.covers(place));
  }
}
