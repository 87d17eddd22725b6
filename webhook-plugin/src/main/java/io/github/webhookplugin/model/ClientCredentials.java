package io.github.webhookplugin.model;

import org.jspecify.annotations.Nullable;

/**
 * What a service shows a token endpoint to get the token that its requests carry (OAuth 2.0 client credentials, RFC 6749
 * section 4.4).
 *
 * @param tokenUrl absolute, http or https; not secret
 * @param clientSecret null: not entered yet, so that no token can be had
 * @param scope as the endpoint knows it; empty: its default
 * @param audience a form field that some endpoints ask for; empty: not sent
 * @param place where id and secret stand in the token request
 */
public record ClientCredentials(
    String tokenUrl,
    String clientId,
    @Nullable Secret clientSecret,
    String scope,
    String audience,
    Place place) {

  /** Where the client's id and secret stand (RFC 6749 section 2.3.1). */
  public enum Place {
    /** In an Authorization header of scheme Basic. */
    BASIC,
    /** In the form. */
    BODY
  }

  /** The same with another secret. */
  public ClientCredentials with(@Nullable Secret other) {
    return new ClientCredentials(tokenUrl, clientId, other, scope, audience, place);
  }

  /** Without the address, which may have something secret behind its host. */
  @Override
  public String toString() {
    return "ClientCredentials[" + clientId + "]";
  }
}
