package io.github.webhookplugin.rendering;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rendered address, taken apart as little as possible: RFC 3986 section 3.
 *
 * @param authorization a header's value, from the user and password in the address; null if there are none
 * @param request the address without user, password and fragment, percent-encoded where a URL needs it
 * @param pathStart where in {@code request} the path or query begins
 */
record TargetUrl(@Nullable String authorization, String request, int pathStart) {
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)(https?://)([^/?#]*)([^#]*)(?:#.*)?", Pattern.DOTALL);
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");
  private static final int MAX_PORT = 65_535;
  private static final String NEVER_IN_URLS = "\"<>\\^`{|}";

  static TargetUrl parse(String rendered) {
    Optional<String> problem = problem(rendered);
    Matcher parts = ADDRESS.matcher(rendered);
    if (problem.isPresent() || !parts.matches()) {
      throw new RenderException("With this event the service's address is not valid: "
          + problem.orElse("it is no address."));
    }
    String authority = parts.group(2);
    int at = authority.lastIndexOf('@');
    String start = parts.group(1) + authority.substring(at + 1);
    return new TargetUrl(
        at > 0 ? basic(authority.substring(0, at)) : null,
        start + encoded(parts.group(3)),
        start.length());
  }

  /** What is wrong with an address, as a sentence without the address; empty if nothing is. */
  static Optional<String> problem(String rendered) {
    Matcher parts = ADDRESS.matcher(rendered);
    if (rendered.indexOf('\\') >= 0) {
      // Browsers read it as a slash, RFC 3986 does not: never let two readers see two hosts
      return Optional.of("This is not a valid address. Write / for \\.");
    }
    if (!parts.matches()) {
      return Optional.of("Start the address with https:// or http://.");
    }
    String authority = parts.group(2);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    if (host.isEmpty() || host.startsWith(":")) {
      return Optional.of("This is not a valid address. It names no host.");
    }
    if (host.chars().anyMatch(c -> c >= 0x80)) {
      return Optional.of("This is not a valid address. Write its host in the ASCII form (xn--…).");
    }
    Matcher hostParts = HOST.matcher(host);
    if (!hostParts.matches()) {
      return Optional.of("This is not a valid address. Its host has a character that no host has.");
    }
    String port = hostParts.group(1);
    if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > MAX_PORT)) {
      return Optional.of("This is not a valid address. Its port must be 1 to 65535.");
    }
    return Optional.empty();
  }

  /** RFC 7617, in UTF-8, of the percent-decoded parts (seed row D-40). */
  private static String basic(String userInfo) {
    int colon = userInfo.indexOf(':');
    String user = PercentText.decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
    String password = colon < 0 ? "" : PercentText.decode(userInfo.substring(colon + 1));
    byte[] bytes = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** Encodes what may not stand in a URL and leaves everything else as it was typed. */
  private static String encoded(String pathAndQuery) {
    var out = new Output(pathAndQuery.length());
    boolean inPath = true;
    for (int i = 0; i < pathAndQuery.length(); i++) {
      char c = pathAndQuery.charAt(i);
      inPath = inPath && c != '?';
      if (c >= 0x80) {
        i += PercentText.escapeWide(pathAndQuery, i, out);
      } else if (isIllegal(c, inPath) || (c == '%' && !PercentText.isEscape(pathAndQuery, i))) {
        PercentText.escapeByte(c, out);
      } else {
        out.write(c);
      }
    }
    return out.toString();
  }

  private static boolean isIllegal(char c, boolean inPath) {
    return c <= ' '
        || c == 0x7f
        || NEVER_IN_URLS.indexOf(c) >= 0
        || (inPath && (c == '[' || c == ']'));
  }

  /** Whether a segment of the path would be resolved away ({@code .} or {@code ..}, also encoded). */
  boolean hasDotSegment() {
    int query = request.indexOf('?', pathStart);
    String path = request.substring(pathStart, query < 0 ? request.length() : query);
    for (String segment : path.split("/", -1)) {
      String plain = segment.replace("%2e", ".").replace("%2E", ".");
      if (plain.equals(".") || plain.equals("..")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "TargetUrl[" + request.length() + " characters]";
  }
}
