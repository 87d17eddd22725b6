package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.Verdict;
import java.util.List;

/**
 * What came of sending an attempt's request.
 *
 * @param answer the last one, if it was sent twice
 * @param tokens those that it carried
 * @param remark what is worth telling of them, in sentences; empty if nothing is
 */
record Sent(Answer answer, List<Token> tokens, String remark) {
  Sent {
    tokens = List.copyOf(tokens);
  }

  static Sent plain(Answer answer) {
    return new Sent(answer, List.of(), "");
  }

  boolean aborted() {
    return answer instanceof Answer.Failure failure && failure.kind() == Answer.Kind.ABORTED;
  }

  /** Takes out of the answer what people must not see. */
  Redaction redaction(Route route, OutgoingRequest request) {
    Redaction redaction = answer instanceof Answer.Response
        ? route.redaction().and(request, route.service())
        : route.redaction();
    for (Token token : tokens) {
      redaction = redaction.after(token.redaction());
    }
    return redaction;
  }

  Verdict remarked(Verdict verdict) {
    return remark.isEmpty() ? verdict : verdict.adding(remark);
  }
}
