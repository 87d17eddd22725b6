package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.ClientCredentials;
import io.github.webhookplugin.model.ClientCredentials.Place;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.TlsRules;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What asks a token endpoint for a token (RFC 6749 section 4.4.2). Pure. */
final class TokenRequest {
  private TokenRequest() {}

  /**
   * Asks for the token of a service.
   *
   * @param tls as the service's own, but the endpoint is always verified: the client secret goes there
   */
  static OutgoingRequest of(
      ServiceId service,
      ClientCredentials credentials,
      Secret secret,
      String userAgent,
      Duration timeout,
      TlsRules tls) {
    var headers = new ArrayList<>(List.of(
        new Header("Content-Type", "application/x-www-form-urlencoded"),
        new Header("Accept", "application/json"),
        new Header("User-Agent", userAgent)));
    var form = new ArrayList<String>();
    form.add("grant_type=client_credentials");
    add(form, "scope", credentials.scope());
    add(form, "audience", credentials.audience());
    if (credentials.place() == Place.BASIC) {
      headers.add(new Header("Authorization", basic(credentials.clientId(), secret)));
    } else {
      add(form, "client_id", credentials.clientId());
      add(form, "client_secret", secret.reveal());
    }
    return new OutgoingRequest(
        service,
        HttpMethod.POST,
        credentials.tokenUrl(),
        headers,
        String.join("&", form).getBytes(StandardCharsets.UTF_8),
        timeout,
        tls.verified());
  }

  /** Both are encoded as in a form before they are joined (RFC 6749 section 2.3.1). */
  private static String basic(String id, Secret secret) {
    String both = encoded(id) + ":" + encoded(secret.reveal());
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static void add(List<String> form, String name, String value) {
    if (!value.isEmpty()) {
      form.add(name + "=" + encoded(value));
    }
  }

  /** As in a form: a blank is a plus. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
