package io.github.webhookplugin.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3), for example {@code 10.0.0.0/8}. Compared by
 * bytes, never by text.
 */
public final class Network {
  private static final Pattern IPV4 = Pattern.compile(
      "(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
  private static final int IPV4_BYTES = 4;

  private final String text;
  private final byte[] start;
  private final int bits;

  private Network(String text, byte[] start, int bits) {
    this.text = text;
    this.start = start;
    this.bits = bits;
  }

  /** Reads a range, or a single address; empty if it is neither, or if an address in the range stands for it. */
  public static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    return address(slash < 0 ? text : text.substring(0, slash)).flatMap(start -> {
      int all = start.length * Byte.SIZE;
      int bits = slash < 0 ? all : number(text.substring(slash + 1), all);
      return bits >= 0 && Arrays.equals(start, masked(start, bits))
          ? Optional.of(new Network(text, start, bits))
          : Optional.empty();
    });
  }

  /**
   * A range that is known to be one.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Network of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not a network: " + text));
  }

  /** Whether an address, of four or sixteen bytes in network order, is in this range. */
  public boolean contains(byte[] address) {
    return address.length == start.length && Arrays.equals(start, masked(address, bits));
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int left = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
      masked[i] &= (byte) (0xff << (Byte.SIZE - left));
    }
    return masked;
  }

  /** Only ever called with what looks like an address, which the JDK does not look up. */
  private static Optional<byte[]> address(String text) {
    boolean four = IPV4.matcher(text).matches();
    if (!four && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = InetAddress.getByName(text).getAddress();
      return four == (bytes.length == IPV4_BYTES) ? Optional.of(bytes) : Optional.empty();
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }

  private static int number(String text, int most) {
    return text.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(text) <= most
        ? Integer.parseInt(text)
        : -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network network
        && bits == network.bits
        && Arrays.equals(start, network.start);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(start) * 31 + bits;
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
