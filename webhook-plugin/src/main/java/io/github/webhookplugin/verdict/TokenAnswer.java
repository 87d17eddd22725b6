package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Secret;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a token endpoint answered (RFC 6749 sections 5.1 and 5.2). Pure. */
public sealed interface TokenAnswer {

  /**
   * A token of the type Bearer.
   *
   * @param life for how long it may be used; null: the endpoint does not say
   */
  record Granted(Secret token, @Nullable Duration life) implements TokenAnswer {}

  /** No token, and why, in sentences for people, without secrets. */
  record Refused(String sentence) implements TokenAnswer {}

  /** Reads an answer, of which {@code redaction} takes out what people must not see. */
  static TokenAnswer of(Answer answer, UnaryOperator<String> redaction) {
    return answer instanceof Answer.Response response
        ? new TokenReading(response, redaction).read()
        : new Refused("No token could be had. " + ((Answer.Failure) answer).sentence());
  }
}
