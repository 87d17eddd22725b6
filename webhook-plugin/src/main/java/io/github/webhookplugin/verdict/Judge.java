package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.VerdictRule;
import io.github.webhookplugin.model.WebhookService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Judges the answers of one service: by its rules in their order, and if none fits, or there is no answer, by its
 * simple check ({@link Verdicts}). Immutable, shared between threads.
 */
public final class Judge {
  private final List<Rule> rules = new ArrayList<>();
  private final ResponseCheck check;
  private final FailureRules failures;

  private Judge(List<VerdictRule> rules, ResponseCheck check, FailureRules failures) {
    rules.forEach(rule -> this.rules.add(new Rule(rule, this.rules.size())));
    this.check = check;
    this.failures = failures;
  }

  /** The service's judge; its rules are compiled. */
  public static Judge of(WebhookService service) {
    return new Judge(service.receiver().verdicts(), service.check(), service.failures());
  }

  static Judge of(List<VerdictRule> rules) {
    return new Judge(rules, new ResponseCheck.Success(), FailureRules.DEFAULT);
  }

  /**
   * Judges an answer.
   *
   * @param before the tries of the delivery before this one
   * @param now when the answer came
   * @param redaction takes out what people must not see of what was answered
   */
  public Decision judge(Answer answer, Tries before, Instant now, UnaryOperator<String> redaction) {
    if (answer instanceof Answer.Response response && !rules.isEmpty()) {
      var reply = new Reply(response, before, now, redaction);
      for (int place = 0; place < rules.size(); place++) {
        if (rules.get(place).misfit(reply) == null) {
          return new Decision(rules.get(place).verdict(reply), place);
        }
      }
    }
    return new Decision(Verdicts.judge(check, failures, answer, now), Decision.CHECK);
  }

  /** Why each rule did not decide, in sentences; empty for the one that did. The arguments are those of {@link #judge}. */
  public List<String> whyNot(
      Answer.Response response, Tries before, Instant now, UnaryOperator<String> redaction) {
    var reply = new Reply(response, before, now, redaction);
    var reasons = new ArrayList<String>();
    int decided = Decision.CHECK;
    for (int place = 0; place < rules.size(); place++) {
      @Nullable Part misfit = rules.get(place).misfit(reply);
      if (decided != Decision.CHECK) {
        reasons.add((misfit == null ? "It fits too, but" : "It was not asked:") + " rule "
            + (decided + 1) + " comes first.");
      } else if (misfit == null) {
        decided = place;
        reasons.add("");
      } else {
        reasons.add(misfit.otherwise(reply));
      }
    }
    return reasons;
  }
}
