package io.github.webhookplugin.receivers;

import java.util.Map;

/**
 * A receiver that takes requests with a token of a {@link TokenEndpoint} only, whatever their body.
 *
 * <p>Source: RFC 6750 sections 2.1 and 3; checked 2026-11-27. Confidence high.
 */
public final class TokenReceiver extends Simulator {
  private static final String SCHEME = "Bearer ";
  private static final Map<String, Answer> ERRORS = Map.of(
      "no token",
      Answer.refused("no token", 401, "").with("WWW-Authenticate", "Bearer realm=\"simulated\""),
      "invalid_token",
      Answer.refused("invalid_token", 401, "{\"error\":\"invalid_token\"}")
          .with("WWW-Authenticate", "Bearer realm=\"simulated\", error=\"invalid_token\""));

  private final TokenEndpoint tokens;

  public TokenReceiver(TokenEndpoint tokens) {
    super("oauth2-receiver");
    this.tokens = tokens;
  }

  @Override
  public String path() {
    return "/events";
  }

  @Override
  protected Answer answer(Request request) {
    String authorization = request.header("authorization");
    if (!authorization.startsWith(SCHEME)) {
      return error("no token");
    }
    return tokens.knows(authorization.substring(SCHEME.length()))
        ? Answer.taken(200, "{\"ok\":true}")
        : error("invalid_token");
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }
}
