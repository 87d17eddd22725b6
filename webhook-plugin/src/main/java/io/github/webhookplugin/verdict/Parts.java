package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.StatusSet;
import io.github.webhookplugin.model.VerdictRule.Comparison;
import io.github.webhookplugin.model.VerdictRule.HeaderTest;
import io.github.webhookplugin.model.VerdictRule.TextTest;
import io.github.webhookplugin.model.VerdictRule.Then;
import io.github.webhookplugin.model.VerdictRule.When;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The conditions of a rule, compiled; the cheap ones first. */
final class Parts {
  private Parts() {}

  static List<Part> of(When when, Then then) {
    var parts = new ArrayList<Part>();
    if (when.attempts() > 0) {
      parts.add(attempts(when.attempts(), then));
    }
    if (when.status() != null) {
      parts.add(status(when.status()));
    }
    if (when.header() != null) {
      parts.add(header(when.header()));
    }
    if (when.empty() != null) {
      parts.add(empty(when.empty()));
    }
    if (when.text() != null) {
      parts.add(text(when.text()));
    }
    when.json().forEach(test -> parts.add(new JsonPart(test)));
    if (when.matches() != null) {
      parts.add(pattern(when.matches()));
    }
    return List.copyOf(parts);
  }

  private static Part attempts(int most, Then then) {
    return part(
        reply -> before(reply, then) < most,
        reply -> "This is try " + (before(reply, then) + 1) + "; the rule is for the first " + most
            + ".");
  }

  /** What a rule that throttles is about are the throttled tries. */
  private static int before(Reply reply, Then then) {
    return then == Then.THROTTLED ? reply.before().throttled() : reply.before().failed();
  }

  private static Part status(StatusSet set) {
    return part(
        reply -> set.contains(reply.status()),
        reply -> "Status " + reply.status() + " is not " + set + ".");
  }

  private static Part header(HeaderTest test) {
    TextTest value = test.value();
    return part(
        reply ->
            reply.values(test.name()).stream().anyMatch(line -> value == null || fits(value, line)),
        reply -> reply.values(test.name()).isEmpty() || value == null
            ? "There is no header " + test.name() + "."
            : "The header " + test.name() + does(value));
  }

  private static Part empty(boolean empty) {
    return part(
        reply -> (reply.text().isBlank() && !reply.truncated()) == empty,
        reply -> empty ? "The answer is not empty." : "The answer is empty.");
  }

  private static Part text(TextTest test) {
    return part(
        reply -> (test.comparison() == Comparison.CONTAINS || !reply.truncated())
            && fits(test, reply.text()),
        reply -> "The answer" + does(test));
  }

  private static Part pattern(String expression) {
    var pattern = TextPattern.compile(expression);
    return part(
        reply -> pattern.fits(reply.text()),
        reply -> "The expression " + Shown.quote(expression) + " fits nothing in the answer.");
  }

  private static boolean fits(TextTest test, String text) {
    return test.comparison() == Comparison.EQUALS
        ? text.strip().equals(test.value().strip())
        : text.contains(test.value());
  }

  private static String does(TextTest test) {
    return (test.comparison() == Comparison.EQUALS ? " is not " : " does not contain ")
        + Shown.quote(test.value()) + ".";
  }

  private static Part part(Predicate<Reply> fits, Function<Reply, String> otherwise) {
    return new Part() {
      @Override
      public boolean fits(Reply reply) {
        return fits.test(reply);
      }

      @Override
      public String otherwise(Reply reply) {
        return otherwise.apply(reply);
      }
    };
  }
}
