package io.github.webhookplugin.model;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses may be called: public ones, and those of a private network that somebody allowed. Some are never
 * called, whatever is allowed: link-local ones, where clouds keep their keys, other known addresses of that kind,
 * unspecified ones and multicast. Compared by the bytes of the address that is connected to. The ranges are those of the
 * IANA special-purpose registries (RFC 6890).
 *
 * @param networks may be called though they are not public
 * @param hosts names whose addresses may be called though they are not public; in lower case, {@code *.} at the start
 *     stands for all names below
 * @param httpsOnly nothing is called without encryption, wherever it is
 */
public record AddressRules(List<Network> networks, List<String> hosts, boolean httpsOnly) {
  /** Public addresses only. */
  public static final AddressRules PUBLIC = new AddressRules(List.of(), List.of());

  private static final List<Network> NEVER =
      networks("0.0.0.0/8 169.254.0.0/16 224.0.0.0/4 240.0.0.0/4 100.100.100.200 192.0.0.192"
          + " ::/128 fe80::/10 fec0::/10 ff00::/8 fd00:ec2::254 fd20:ce::254");

  private static final List<Network> NOT_PUBLIC =
      networks("10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24"
          + " 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24"
          + " 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24"
          + " ::/96 64:ff9b::/96 64:ff9b:1::/48 100::/63 2001::/23 2001:db8::/32 2002::/16"
          + " 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7");

  /** IPv6 ranges whose last four bytes are an IPv4 address. */
  private static final List<Network> CARRIERS = networks("::/96 64:ff9b::/96");

  /** Names under which clouds give out the keys of a machine, to whoever asks from inside. */
  private static final Set<String> NEVER_BY_NAME = Set.of(
      "metadata",
      "metadata.google.internal",
      "metadata.goog",
      "instance-data",
      "instance-data.ec2.internal");

  private static final Network LOOPBACK = Network.of("::1");
  private static final Network SIX_TO_FOUR = Network.of("2002::/16");

  public AddressRules {
    networks = List.copyOf(networks);
    hosts = List.copyOf(hosts);
  }

  /** With and without encryption. */
  public AddressRules(List<Network> networks, List<String> hosts) {
    this(networks, hosts, false);
  }

  /** Why an address may not be called. */
  public enum Objection {
    /** Nothing can allow it. */
    NEVER(
        "at an address that is never called: a link-local one, one where clouds keep their keys, or multicast"),
    /** It is not public, and nobody allowed it. */
    NOT_PUBLIC("in a private network that is not allowed"),
    /** Its URL begins with http:, and the settings want https. */
    NOT_ENCRYPTED("only called by https, as Settings › Security say");

    private final String where;

    Objection(String where) {
      this.where = where;
    }

    /** Where the receiver is, for a sentence: "It is ...". Says no address, which would tell of the network inside. */
    public String where() {
      return where;
    }

    /** For somebody who wants to save such an address. */
    public String beforeSaving() {
      return switch (this) {
        case NOT_PUBLIC ->
          "This address is in a private network. Allow it in Settings › Security first.";
        case NOT_ENCRYPTED ->
          "Settings › Security allow addresses with https only. Start it with https://.";
        case NEVER -> "This address is " + where + ". Enter another.";
      };
    }
  }

  /** With more that may be called. */
  public AddressRules and(AddressRules more) {
    return new AddressRules(
        Stream.concat(networks.stream(), more.networks.stream()).distinct().toList(),
        Stream.concat(hosts.stream(), more.hosts.stream()).distinct().toList(),
        httpsOnly || more.httpsOnly);
  }

  /** What speaks against a URL with this scheme, wherever it leads. */
  public Optional<Objection> schemeObjection(String scheme) {
    return httpsOnly && !scheme.equalsIgnoreCase("https")
        ? Optional.of(Objection.NOT_ENCRYPTED)
        : Optional.empty();
  }

  /** What speaks against calling a host at one of its addresses. */
  public Optional<Objection> objection(String host, InetAddress at) {
    byte[] address = at.getAddress();
    if (objection(host).isPresent() || neverCalled(at)) {
      return Optional.of(Objection.NEVER);
    }
    if (!isIn(NOT_PUBLIC, address) || isIn(networks, address) || isAllowed(host)) {
      return Optional.empty();
    }
    return Optional.of(Objection.NOT_PUBLIC);
  }

  /** What speaks against calling a host of which only the name is known. */
  public static Optional<Objection> objection(String host) {
    return NEVER_BY_NAME.contains(plain(host)) ? Optional.of(Objection.NEVER) : Optional.empty();
  }

  /** Whether an address may not be called by anybody, whatever is allowed. */
  public static boolean neverCalled(InetAddress at) {
    byte[] address = at.getAddress();
    return isIn(NEVER, address)
        || carried(address).filter(inner -> isIn(NEVER, inner)).isPresent();
  }

  /** Whether a host is among these by its name, or by all of its addresses, as far as they are known. */
  public boolean names(String host, InetAddress[] addresses) {
    return isAllowed(host)
        || (addresses.length > 0
            && Stream.of(addresses).allMatch(address -> isIn(networks, address.getAddress())));
  }

  private boolean isAllowed(String host) {
    String plain = plain(host);
    return hosts.stream()
        .anyMatch(allowed -> allowed.startsWith("*.")
            ? plain.endsWith(allowed.substring(1))
            : plain.equals(allowed));
  }

  private static String plain(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** The IPv4 address inside an IPv6 one (RFC 4291 section 2.5.5, RFC 6052, RFC 3056). */
  private static Optional<byte[]> carried(byte[] address) {
    if (isIn(CARRIERS, address) && !LOOPBACK.contains(address)) {
      return Optional.of(Arrays.copyOfRange(address, 12, 16));
    }
    return SIX_TO_FOUR.contains(address)
        ? Optional.of(Arrays.copyOfRange(address, 2, 6))
        : Optional.empty();
  }

  private static boolean isIn(List<Network> networks, byte[] address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static List<Network> networks(String all) {
    return Stream.of(all.split(" ")).map(Network::of).toList();
  }
}
