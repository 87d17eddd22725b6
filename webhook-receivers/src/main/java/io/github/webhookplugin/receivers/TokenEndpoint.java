package io.github.webhookplugin.receivers;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token endpoint of OAuth 2.0 for client credentials: takes the client's id and secret from an Authorization header of
 * scheme Basic or from the form, but not from both. {@link TokenReceiver} takes its tokens.
 *
 * <p>Source: RFC 6749 sections 2.3.1, 4.4, 5.1 and 5.2; checked 2026-11-27. Confidence high; which scopes there are is
 * each endpoint's own choice.
 */
public final class TokenEndpoint extends Simulator {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Map<String, Answer> ERRORS = Map.of(
      "invalid_client",
      failed(401, "invalid_client", "client authentication failed")
          .with("WWW-Authenticate", "Basic realm=\"simulated\""),
      "invalid_request",
      failed(400, "invalid_request", "the request is malformed"),
      "invalid_scope",
      failed(400, "invalid_scope", "no such scope"),
      "unauthorized_client",
      failed(400, "unauthorized_client", "this client may not use this grant"),
      "unsupported_grant_type",
      failed(400, "unsupported_grant_type", "client credentials only"));

  private final String clientId;
  private final String clientSecret;
  private final Set<String> scopes;
  private final Map<String, Instant> tokens = new HashMap<>();
  private Duration life = Duration.ofMinutes(5);
  private int issued;

  /** @param scopes what its tokens may be for; none: it wants no scope */
  public TokenEndpoint(String clientId, String clientSecret, String... scopes) {
    super("oauth2-token");
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.scopes = Set.of(scopes);
  }

  /** How long the tokens last that it gives from now on. */
  public synchronized void tokensLast(Duration duration) {
    life = duration;
  }

  /** From now on no token counts that was given before. */
  public synchronized void revokeAll() {
    tokens.clear();
  }

  /** Whether a token counts at the moment. */
  public synchronized boolean knows(String token) {
    return tokens.getOrDefault(token, Instant.MIN).isAfter(now());
  }

  @Override
  public String path() {
    return "/token";
  }

  @Override
  protected synchronized Answer answer(Request request) {
    Map<String, String> form = request.isOfType(FORM) ? form(request.text()) : Map.of();
    List<String> client = client(request.header("authorization"), form);
    if (client == null || form.isEmpty()) {
      return error("invalid_request");
    }
    if (!Hmac.same(clientId, client.get(0)) || !Hmac.same(clientSecret, client.get(1))) {
      return error("invalid_client");
    }
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return error("unsupported_grant_type");
    }
    String scope = form.getOrDefault("scope", "");
    if (!scope.isEmpty() && !scopes.containsAll(List.of(scope.split(" ")))) {
      return error("invalid_scope");
    }
    issued++;
    String token = "simulated-token-%04d".formatted(issued);
    tokens.put(token, now().plus(life));
    return Answer.taken(
            200,
            "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":"
                + life.toSeconds() + ",\"scope\":\"" + scope + "\"}")
        .with("Cache-Control", "no-store");
  }

  /** Id and secret; null if they come twice, or not so that anybody could read them. */
  private static @Nullable List<String> client(String authorization, Map<String, String> form) {
    boolean inForm = form.containsKey("client_id") || form.containsKey("client_secret");
    if (authorization.isEmpty()) {
      return List.of(form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", ""));
    }
    if (inForm || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return null;
    }
    try {
      String both = new String(
          Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
      int colon = both.indexOf(':');
      return colon < 0
          ? null
          : List.of(decoded(both.substring(0, colon)), decoded(both.substring(colon + 1)));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static Map<String, String> form(String text) {
    var form = new HashMap<String, String>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  protected synchronized void reset() {
    tokens.clear();
    life = Duration.ofMinutes(5);
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }

  private static Answer failed(int status, String error, String description) {
    return Answer.refused(
        error,
        status,
        "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
  }
}
