package io.github.webhookplugin.dialects;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Receivers that the examples of other systems send to, by their addresses (seed trap X-31). */
final class KnownTargets {
  private KnownTargets() {}

  /** The preset for an address; empty if it is nobody's that we know. */
  static Optional<String> preset(String url) {
    String host = host(url);
    if (host.equals("hooks.slack.com")) {
      return Optional.of("slack");
    }
    if (host.equals("chat.googleapis.com")) {
      return Optional.of("google-chat");
    }
    if (host.equals("events.pagerduty.com") || host.equals("events.eu.pagerduty.com")) {
      return Optional.of("pagerduty");
    }
    return isOldTeams(host) || host.endsWith(".logic.azure.com")
        ? Optional.of("teams")
        : Optional.empty();
  }

  /** Says what such a receiver will not take any more. */
  static void warn(
      String url, String pointer, Map<String, String> headers, String headersPointer, Notes notes) {
    String host = host(url);
    if (isOldTeams(host)) {
      notes.warn(
          pointer,
          "Microsoft has retired the connectors at " + host + ": nothing sent there arrives. Make a"
              + " workflow in Teams (“Post to a channel when a webhook request is received”), enter its"
              + " address here and use the preset “teams”.");
    }
    boolean token = headers.entrySet().stream()
        .anyMatch(header -> header.getKey().equalsIgnoreCase("Authorization")
            && header.getValue().toLowerCase(Locale.ROOT).startsWith("token "));
    if (preset(url).filter("pagerduty"::equals).isPresent()) {
      notes.warn(
          token ? headersPointer + "/Authorization" : pointer,
          "PagerDuty's Events API v2 " + (token ? "ignores “Authorization: Token token=…”: it" : "")
              + " wants the integration key as “routing_key” in the body. Use the preset “pagerduty”.");
    }
  }

  private static boolean isOldTeams(String host) {
    return host.equals("outlook.office.com") || host.endsWith(".webhook.office.com");
  }

  private static String host(String url) {
    try {
      String host = URI.create(url.strip()).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException notAnAddress) {
      return "";
    }
  }
}
