package io.github.webhookplugin.api;

import java.util.Locale;

/**
 * A webhook that somebody has set up for themselves. Start with {@link #to(String)}.
 *
 * @param url where it leads: {@code https://} or {@code http://}, no template; may be a secret, so it is never printed
 * @param secret what requests to it are signed with; empty: they are not signed
 * @param signature the name of the recipe that they are signed by; empty: the one of the service that sends
 * @param enabled off: its owner gets nothing
 */
public record PersonalWebhook(String url, String secret, String signature, boolean enabled) {
  /** Longest accepted {@link #url()}, in characters. */
  public static final int MAX_URL = 2_000;

  /** A {@link #signature()} that says no even if there is a secret. */
  public static final String UNSIGNED = "none";

  public PersonalWebhook {
    String start = url.substring(0, Math.min(8, url.length())).toLowerCase(Locale.ROOT);
    if (!start.startsWith("https://") && !start.startsWith("http://")) {
      throw new IllegalArgumentException(
          "a personal webhook's url must start with https:// or http://");
    }
    if (url.length() > MAX_URL) {
      throw new IllegalArgumentException(
          "a personal webhook's url may have " + MAX_URL + " characters, has " + url.length());
    }
    if (secret.length() > 1_000 || signature.length() > 100) {
      throw new IllegalArgumentException(
          "a personal webhook's secret may have 1,000 characters, its signature 100");
    }
  }

  /** One that is switched on and not signed. */
  public static PersonalWebhook to(String url) {
    return new PersonalWebhook(url, "", "", true);
  }

  /** The same, signed with a secret of its owner's. */
  public PersonalWebhook signedWith(String ownSecret) {
    return new PersonalWebhook(url, ownSecret, signature, enabled);
  }

  /** The same, signed by a recipe of that name, for example {@code dms}; {@value #UNSIGNED}: not signed. */
  public PersonalWebhook signedAs(String recipe) {
    return new PersonalWebhook(url, secret, recipe, enabled);
  }

  /** The same, switched off. */
  public PersonalWebhook switchedOff() {
    return new PersonalWebhook(url, secret, signature, false);
  }

  /** Without its address and its secret. */
  @Override
  public String toString() {
    return "PersonalWebhook[" + (enabled ? "on" : "off") + "]";
  }
}
