package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.ResponseCheck.Content;
import io.github.webhookplugin.model.StatusSet;
import io.github.webhookplugin.model.VerdictRule;
import io.github.webhookplugin.model.VerdictRule.Comparison;
import io.github.webhookplugin.model.VerdictRule.Delay;
import io.github.webhookplugin.model.VerdictRule.TextTest;
import io.github.webhookplugin.model.VerdictRule.Then;
import io.github.webhookplugin.model.VerdictRule.When;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules that mean the same as a simple check: what an admin starts from who wants more of them. Pure. */
public final class SimpleRules {
  private static final String SUCCESS = "200-299";

  private SimpleRules() {}

  /** The same verdicts for every answer; that of an answer longer than 64 KiB may say so in other words. */
  public static List<VerdictRule> of(ResponseCheck check, FailureRules failures) {
    var rules = new ArrayList<VerdictRule>();
    boolean ignoresStatus = check instanceof Content content && content.ignoreStatus();
    String otherwise;
    if (check instanceof ResponseCheck.StatusCode) {
      rules.add(rule("200", null, Then.DELIVERED, "Status {status}, as expected."));
      otherwise = "Status {status} is not 200";
    } else if (check instanceof Content content) {
      String quoted = Shown.quote(content.contains());
      var text = new TextTest(Comparison.CONTAINS, content.contains());
      rules.add(rule(
          ignoresStatus ? null : SUCCESS,
          text,
          Then.DELIVERED,
          "The answer contains " + quoted + "."));
      String missing = "The answer does not contain " + quoted;
      otherwise = ignoresStatus ? missing : "Status {status} is not from 200 to 299";
      if (!ignoresStatus) {
        rules.add(rule(SUCCESS, null, Then.RETRY, missing + "."));
      }
    } else if (check instanceof ResponseCheck.Success) {
      rules.add(rule(SUCCESS, null, Then.DELIVERED, "Status {status}, as expected."));
      otherwise = "Status {status} is not from 200 to 299";
    } else {
      throw new IllegalArgumentException(
          "no rules for the check " + check.getClass().getName());
    }
    addFailures(rules, otherwise, failures.retryEvery() || ignoresStatus);
    return rules;
  }

  private static void addFailures(List<VerdictRule> rules, String otherwise, boolean always) {
    rules.add(rule("429", null, Then.THROTTLED, otherwise + "."));
    if (always) {
      rules.add(rule(null, null, Then.RETRY, otherwise + "."));
      return;
    }
    rules.add(rule("100-299,408,425,500-599", null, Then.RETRY, otherwise + "."));
    rules.add(rule("410", null, Then.STOP, "Status 410: gone for good."));
    rules.add(rule(
        "300-399",
        null,
        Then.REJECTED,
        otherwise + ". Redirects are not followed; enter the final URL."));
    rules.add(rule("400-499", null, Then.REJECTED, otherwise + ". Such a status is not retried."));
  }

  private static VerdictRule rule(
      @Nullable String status, @Nullable TextTest text, Then then, String say) {
    var set = status == null ? null : StatusSet.parse(status).orElseThrow();
    var when = new When(set, null, List.of(), text, null, null, 0);
    return new VerdictRule(when, then, Delay.AS_ASKED, say);
  }
}
