package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.JsonPointer;
import io.github.webhookplugin.model.VerdictRule.JsonComparison;
import io.github.webhookplugin.model.VerdictRule.JsonScalar;
import io.github.webhookplugin.model.VerdictRule.JsonTest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A condition on a value inside the answer's JSON. */
final class JsonPart implements Part {
  private final JsonTest test;

  JsonPart(JsonTest test) {
    this.test = test;
  }

  @Override
  public boolean fits(Reply reply) {
    if (!reply.isJson()) {
      return false;
    }
    Object found = reply.at(test.pointer());
    return found == JsonPointer.NOTHING ? test.test() == JsonComparison.ABSENT : fits(found);
  }

  private boolean fits(@Nullable Object found) {
    return switch (test.test()) {
      case EQUALS, IN -> test.values().stream().anyMatch(value -> Scalars.equal(value, found));
      case NOT_EQUALS -> test.values().stream().noneMatch(value -> Scalars.equal(value, found));
      case CONTAINS ->
        found instanceof String text
            && test.values().get(0) instanceof JsonScalar.Text part
            && text.contains(part.value());
      case EXISTS -> true;
      case ABSENT -> false;
    };
  }

  @Override
  public String otherwise(Reply reply) {
    if (!reply.isJson()) {
      return reply.truncated()
          ? "The answer is longer than 64 KiB, so its JSON cannot be read."
          : "The answer is not JSON.";
    }
    Object found = reply.at(test.pointer());
    String place =
        test.pointer().steps().isEmpty() ? "The whole answer" : test.pointer().toString();
    if (found == JsonPointer.NOTHING) {
      return "The answer has nothing at " + place + ".";
    }
    String is = place + " is " + reply.shown(found);
    String values = test.values().stream().map(Scalars::words).collect(Collectors.joining(", "));
    return switch (test.test()) {
      case EQUALS -> is + ", not " + values + ".";
      case IN -> is + ", none of " + values + ".";
      case CONTAINS -> is + ", which does not contain " + values + ".";
      case NOT_EQUALS, EXISTS, ABSENT -> is + ".";
    };
  }
}
