package io.github.webhookplugin.delivery;

import io.github.webhookplugin.delivery.TokenSource.Found;
import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.sending.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One request that carries a token. All of it has the time of one attempt: getting the token, sending, and sending once
 * more with another token if the receiver answers 401 to one that was not got for it. For one thread at a time.
 */
final class Bearer {
  private static final int UNAUTHORIZED = 401;
  private static final String AGAIN =
      "The receiver refused the token with status 401, so the request was sent again with a new one.";
  private static final String BEFORE =
      "Before that the receiver had refused the old token with status 401.";
  private static final String LATE = "Getting the token had taken the rest of this attempt's time.";
  private static final Answer.Failure TOO_LATE = new Answer.Failure(
      Answer.Kind.TOKEN, "No token could be had. Getting it took all the time of this attempt.");

  private final Sender sender;
  private final TokenSource source;
  private final OutgoingRequest request;
  private final Consumer<Sent> then;
  private final long start = System.nanoTime();
  private final List<Token> tokens = new ArrayList<>();

  Bearer(Sender sender, TokenSource source, OutgoingRequest request, Consumer<Sent> then) {
    this.sender = sender;
    this.source = source;
    this.request = request;
    this.then = then;
  }

  void send() {
    source.find(request.timeout(), this::first);
  }

  private void first(Found found) {
    if (found instanceof Found.Got got && !got.fresh()) {
      carry(got.token(), request.timeout(), answer -> answered(answer, got.token()));
    } else {
      carry(found, "", "");
    }
  }

  private void answered(Answer answer, Token token) {
    Duration left = left();
    boolean refused =
        answer instanceof Answer.Response response && response.status() == UNAUTHORIZED;
    if (refused && isSome(left)) {
      source.findInsteadOf(token, left, found -> carry(found, AGAIN, BEFORE));
    } else {
      end(answer, "");
    }
  }

  /** In what is left of the attempt's time; {@code sent} and {@code unsent} are what to remark then. */
  private void carry(Found found, String sent, String unsent) {
    if (found instanceof Found.Failed none) {
      end(none.failure(), unsent);
      return;
    }
    Duration left = left();
    if (isSome(left)) {
      carry(((Found.Got) found).token(), left, answer -> end(answer, isLate(answer) ? LATE : sent));
    } else {
      end(TOO_LATE, unsent);
    }
  }

  private void carry(Token token, Duration timeout, Consumer<Answer> answered) {
    tokens.add(token);
    sender.send(token.in(request, timeout), answered);
  }

  private Duration left() {
    return request.timeout().minusNanos(System.nanoTime() - start);
  }

  private static boolean isSome(Duration left) {
    return left.compareTo(Duration.ZERO) > 0;
  }

  private static boolean isLate(Answer answer) {
    return answer instanceof Answer.Failure failure && failure.kind() == Answer.Kind.TIMEOUT;
  }

  private void end(Answer answer, String remark) {
    then.accept(new Sent(answer, tokens, remark));
  }
}
