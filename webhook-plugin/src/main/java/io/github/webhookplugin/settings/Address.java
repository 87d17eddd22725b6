package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.HiddenUrl;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a service's URL, each exactly as typed, so that joined again they are the same text.
 *
 * @param scheme with its {@code ://}
 * @param user null if there is no userinfo
 * @param password null if there is none; may be the {@link #MASK}
 * @param port null if there is no colon behind the host
 * @param rest path and query, with the character that starts it
 */
public record Address(
    String scheme,
    @Nullable String user,
    @Nullable String password,
    String host,
    @Nullable String port,
    String rest) {
  /** Stands for a password in what people see. */
  static final String MASK = "***";

  private static final Pattern PARTS = Pattern.compile(
      "(https?://)(?:([^@:/?#]*)(?::([^@/?#]*))?@)?"
          + "(\\[[^\\]/?#@]*]|[^:/?#@\\[\\]]*)(?::([^:/?#@]*))?((?:[/?#].*)?)",
      Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Empty if it is no address at all. */
  public static Optional<Address> parse(String url) {
    var parts = PARTS.matcher(url);
    return parts.matches()
        ? Optional.of(new Address(
            parts.group(1),
            parts.group(2),
            parts.group(3),
            parts.group(4),
            parts.group(5),
            parts.group(6)))
        : Optional.empty();
  }

  /** A URL as people may see it. */
  static String masked(String url) {
    return parse(url)
        .map(address ->
            address.hasPassword() && !SecretReference.isAll(String.valueOf(address.password()))
                ? address.withPassword(MASK).text()
                : url)
        .orElse(MASK);
  }

  public boolean hasPassword() {
    return password != null && !password.isEmpty();
  }

  boolean isMasked() {
    return MASK.equals(password);
  }

  /** Whether it is what people see of a secret address. */
  boolean isHidden() {
    return rest.equals(HiddenUrl.REST);
  }

  /** Whether this, of which only that is known, may stand for a secret address. */
  boolean isOriginOf(Address other) {
    return user == null
        && scheme.equalsIgnoreCase(other.scheme)
        && host.equalsIgnoreCase(other.host)
        && String.valueOf(port).equals(String.valueOf(other.port));
  }

  Address withPassword(@Nullable String other) {
    return with(user, other);
  }

  /** The same for another account; null: for none. */
  public Address with(@Nullable String otherUser, @Nullable String otherPassword) {
    return new Address(scheme, otherUser, otherPassword, host, port, rest);
  }

  /** Whether it is the same user at the same host and port, encrypted if the other one is. */
  boolean isSameAccountAs(Address other) {
    return user != null && user.equals(other.user) && isAtReceiverOf(other);
  }

  /** Whether it leads to the same host and port, encrypted if the other one is. */
  boolean isAtReceiverOf(Address other) {
    boolean toTls = other.scheme.equalsIgnoreCase("http://") && scheme.equalsIgnoreCase("https://");
    return (toTls || scheme.equalsIgnoreCase(other.scheme))
        && host.equalsIgnoreCase(other.host)
        && String.valueOf(port).equals(String.valueOf(other.port));
  }

  /** The parts joined. */
  public String text() {
    String userinfo = user == null ? "" : user + (password == null ? "" : ":" + password) + "@";
    return scheme + userinfo + host + (port == null ? "" : ":" + port) + rest;
  }

  @Override
  public String toString() {
    return "Address[" + host + "]";
  }
}
