package io.github.webhookplugin.settings;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a service's URL must be. Whether its host may be called at all is decided when it
 * is called. Variables may stand behind the host only: an event must not choose who gets a service's secrets.
 */
final class UrlRules {
  static final int MAX = 2_000;

  private static final Pattern SCHEME = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);
  private static final Pattern AUTHORITY = Pattern.compile("(?i)https?://([^/?#]*)");
  private static final Pattern TAG = Pattern.compile("\\{\\{.*?}}}?", Pattern.DOTALL);
  private static final Pattern BAD_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final Pattern USERINFO = Pattern.compile("[!-~&&[^\"<>\\\\^`{|}]]*");
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
  private static final Pattern NUMBER_OF_IPV4 =
      Pattern.compile("25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*]");

  private UrlRules() {}

  /**
   * The first thing that is wrong with an address that names secrets of the host.
   *
   * @param blanked with a letter in the place of each
   */
  static Optional<String> problem(String typed, String blanked) {
    var authority = AUTHORITY.matcher(typed);
    boolean early = authority.lookingAt()
        ? SecretReference.in(afterUser(authority.group(1)))
        : SecretReference.in(typed);
    return early
        ? invalid("write its scheme, host and port out; a secret of the host may stand behind them,"
            + " or as user or password")
        : problem(blanked);
  }

  private static String afterUser(String authority) {
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  /** The first thing that is wrong with it. */
  static Optional<String> problem(String url) {
    if (url.isEmpty()) {
      return Optional.of("Enter the address that receives the notifications.");
    }
    if (url.length() > MAX) {
      return Optional.of(
          "Expected an address of at most %,d characters, found %,d.".formatted(MAX, url.length()));
    }
    if (!SCHEME.matcher(url).matches()) {
      return Optional.of("Start the address with https:// or http://.");
    }
    var authority = AUTHORITY.matcher(url);
    if (authority.lookingAt() && authority.group(1).contains("{{")) {
      return invalid("write its host out and a / behind it; variables are for what follows");
    }
    return Address.parse(url)
        .map(UrlRules::problemOf)
        .orElseGet(() -> invalid("expected https://host/path, and in a user name or password"
            + " %40 for @ and %2F for /"));
  }

  private static Optional<String> problemOf(Address address) {
    if (!isUserinfo(address.user()) || !isUserinfo(address.password())) {
      return invalid("write special characters in the user name and password as %XX");
    }
    if (address.host().isEmpty()) {
      return invalid("its host is missing");
    }
    if (!isHost(address.host())) {
      return invalid("its host is neither a name nor an IP address" + advice(address.host()));
    }
    if (address.port() != null && !isPort(address.port())) {
      return invalid("its port must be a number from 1 to 65535");
    }
    return problemOfRest(TAG.matcher(address.rest()).replaceAll("x"));
  }

  private static boolean isUserinfo(@Nullable String part) {
    return part == null
        || (USERINFO.matcher(part).matches() && !BAD_PERCENT.matcher(part).find());
  }

  private static boolean isHost(String host) {
    if (host.startsWith("[")) {
      return IPV6.matcher(host).matches() && isIpv6(host);
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    var labels = List.of(name.split("\\.", -1));
    return name.length() <= 253 && (isIpv4(labels) || isName(labels));
  }

  /** The last label starts with a letter, so that no odd spelling of an IPv4 address is a name. */
  private static boolean isName(List<String> labels) {
    return labels.stream().allMatch(label -> LABEL.matcher(label).matches())
        && Character.isLetter(labels.get(labels.size() - 1).charAt(0));
  }

  private static boolean isIpv4(List<String> labels) {
    return labels.size() == 4
        && labels.stream().allMatch(label -> NUMBER_OF_IPV4.matcher(label).matches());
  }

  /** Only ever called with hexadecimal digits and colons in brackets, which the JDK does not look up. */
  private static boolean isIpv6(String literal) {
    try {
      InetAddress.getByName(literal);
      return true;
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }

  private static String advice(String host) {
    try {
      String ascii = IDN.toASCII(host);
      return ascii.equals(host) || !isHost(ascii) ? "" : "; write it as " + ascii;
    } catch (IllegalArgumentException notAName) {
      return "";
    }
  }

  private static boolean isPort(String port) {
    return port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) <= 65_535;
  }

  private static Optional<String> problemOfRest(String rest) {
    if (Characters.any(rest, Characters::isControl)) {
      return invalid("it has a line break or control character inside");
    }
    if (Characters.any(rest, c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
      return invalid("it has a blank inside; write it as %20");
    }
    if (rest.contains("\\")) {
      return invalid("it has a \\ inside; write / or %5C");
    }
    if (rest.contains("#")) {
      return invalid("what follows # is never sent; remove it, or write # as %23");
    }
    return BAD_PERCENT.matcher(rest).find() ? invalid("write % as %25") : Optional.empty();
  }

  private static Optional<String> invalid(String reason) {
    return Optional.of("This is not a valid address: " + reason + ".");
  }
}
