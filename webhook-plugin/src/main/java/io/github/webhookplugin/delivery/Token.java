package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.verdict.TokenAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A token that requests carry. Immutable, shared between threads.
 *
 * @param renewAt from then on another is got; null: only when a receiver refuses it
 * @param redaction takes it out of texts
 */
record Token(Secret text, @Nullable Duration life, @Nullable Instant renewAt, Redaction redaction) {
  static final String HEADER = "Authorization";
  static final String SCHEME = "Bearer ";

  /** The longest that an attempt may take: what starts with a token ends before the token does. */
  private static final Duration BEFORE_END = Duration.ofSeconds(60);
  /** Of a short life, so much is left unused. */
  private static final int PART = 10;

  static Token of(TokenAnswer.Granted granted, Instant now) {
    Duration life = granted.life();
    return new Token(
        granted.token(),
        life,
        life == null ? null : now.plus(used(life)),
        Redaction.of(granted.token()));
  }

  /** A minute less than it lives, or a tenth less if that is less. */
  static Duration used(Duration life) {
    Duration part = life.dividedBy(PART);
    return life.minus(part.compareTo(BEFORE_END) < 0 ? part : BEFORE_END);
  }

  boolean usableAt(Instant now) {
    return renewAt == null || now.isBefore(renewAt);
  }

  /** A request that carries it. */
  OutgoingRequest in(OutgoingRequest request, Duration timeout) {
    var headers = new ArrayList<>(request.headers());
    headers.add(new Header(HEADER, SCHEME + text.reveal()));
    return request.with(headers, timeout);
  }

  @Override
  public String toString() {
    return "Token[***]";
  }
}
