package io.github.webhookplugin.sending;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.InetAddressUtils;

/**
 * Where a request goes. Read once and strictly, because two readers that understand one URL differently are how address
 * guards are passed.
 *
 * @param path with the query, exactly as in the URL
 * @param comesAgain whether the URL was read before: one with an event's values or a signature in it hardly is
 */
record Target(HttpHost host, String path, boolean comesAgain) {
  private static final Pattern URL = Pattern.compile(
      "(https?)://(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(?::([0-9]{1,5}))?((?:[/?][!-~&&[^#\\\\]]*)?)(?:#[!-~]*)?",
      Pattern.CASE_INSENSITIVE);

  /** A last label like these makes some readers take the whole name for an IPv4 address: 127.1, 0x7f.1. */
  private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?");

  /** Empty if the URL is not one that a request can be sent to. */
  static Optional<Target> of(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String name = parts.group(2).toLowerCase(Locale.ROOT);
    int port = parts.group(3) == null ? -1 : Integer.parseInt(parts.group(3));
    if (port == 0 || port > 65_535 || !soundName(name)) {
      return Optional.empty();
    }
    String bare = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    String path = parts.group(4).startsWith("/") ? parts.group(4) : "/" + parts.group(4);
    return Optional.of(new Target(new HttpHost(scheme, bare, port), path, false));
  }

  private static boolean soundName(String name) {
    if (name.startsWith("[")) {
      return InetAddressUtils.isIPv6(name.substring(1, name.length() - 1));
    }
    if (name.startsWith(".") || name.contains("..") || name.length() > 253) {
      return false;
    }
    return InetAddressUtils.isIPv4(name) || !NUMBER.matcher(name).matches();
  }

  Target again() {
    return new Target(host, path, true);
  }

  String name() {
    return host.getHostName();
  }

  /** For people: {@code localhost:8099}. */
  String place() {
    int port = host.getPort();
    if (port < 0) {
      port = host.getSchemeName().equals("https") ? 443 : 80;
    }
    return (name().contains(":") ? "[" + name() + "]" : name()) + ":" + port;
  }
}
