package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.JsonPointer;
import io.github.webhookplugin.model.VerdictRule;
import io.github.webhookplugin.model.VerdictRule.JsonTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a rule says of an answer, and which rule it is. */
final class Sentence {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(status|text|/[^{}]*)}");

  private final List<Function<Reply, String>> pieces = new ArrayList<>();

  /** Of the rule with a number, from 1. */
  Sentence(VerdictRule rule, int number) {
    String say = rule.say().isEmpty() ? usual(rule) : rule.say();
    Matcher placeholder = PLACEHOLDER.matcher(say);
    int done = 0;
    while (placeholder.find()) {
      fixed(say.substring(done, placeholder.start()));
      pieces.add(piece(placeholder.group(1)));
      done = placeholder.end();
    }
    fixed(say.substring(done) + " (Rule " + number + ")");
  }

  String of(Reply reply) {
    return pieces.stream().map(piece -> piece.apply(reply)).collect(Collectors.joining());
  }

  /** What fitted, of a rule that says nothing itself. */
  private static String usual(VerdictRule rule) {
    return rule.when().json().stream()
        .map(JsonTest::pointer)
        .filter(pointer -> !pointer.steps().isEmpty())
        .map(pointer -> ", " + pointer + " is {" + pointer + "}")
        .collect(Collectors.joining("", "Status {status}", "."));
  }

  private static Function<Reply, String> piece(String name) {
    if (name.equals("status")) {
      return reply -> String.valueOf(reply.status());
    }
    if (name.equals("text")) {
      return reply -> reply.shown(reply.text());
    }
    JsonPointer pointer = JsonPointer.parse(name).orElseThrow();
    return reply -> reply.shown(reply.at(pointer));
  }

  private void fixed(String text) {
    pieces.add(reply -> text);
  }
}
