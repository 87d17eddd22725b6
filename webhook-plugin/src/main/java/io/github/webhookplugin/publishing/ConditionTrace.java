package io.github.webhookplugin.publishing;

import io.github.webhookplugin.model.Condition;
import io.github.webhookplugin.publishing.Finding.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a condition holds of an event or not, in a sentence for people. Pure. */
final class ConditionTrace {
  private static final int MAX_REASONS = 3;
  private static final int MAX_TEXT = 60;

  private final EventFacts event;

  private ConditionTrace(EventFacts event) {
    this.event = event;
  }

  /**
   * What decided, and where it stands.
   *
   * @param reason without a full stop
   */
  private record Cause(String pointer, String reason) {}

  static Part of(Condition condition, EventFacts event) {
    boolean holds = ConditionCheck.holds(condition, event);
    List<Cause> causes = new ConditionTrace(event).causes(condition, "/condition", holds, false);
    String reasons =
        causes.stream().limit(MAX_REASONS).map(Cause::reason).collect(Collectors.joining("; "));
    int more = causes.size() - MAX_REASONS;
    return new Part(
        causes.size() == 1 ? causes.get(0).pointer() : "/condition",
        holds,
        (holds ? "The condition holds: " : "The condition does not hold: ") + reasons
            + (more > 0 ? "; and " + more + " more" : "") + ".");
  }

  /** The comparisons that make a condition hold, or not; the first where one is enough. */
  private List<Cause> causes(Condition condition, String pointer, boolean holds, boolean negated) {
    if (condition instanceof Condition.Field field) {
      return List.of(new Cause(pointer, reason(field, negated)));
    }
    if (condition instanceof Condition.Not not) {
      return causes(not.of(), pointer + "/not", !holds, !negated);
    }
    if (condition instanceof Condition.All all) {
      return causes(all.of(), pointer + "/all/", holds, negated, !holds);
    }
    if (condition instanceof Condition.Any any) {
      return causes(any.of(), pointer + "/any/", holds, negated, holds);
    }
    throw new IllegalStateException("no words for the condition " + condition);
  }

  private List<Cause> causes(
      List<Condition> conditions,
      String pointer,
      boolean holds,
      boolean negated,
      boolean oneIsEnough) {
    var causes = new ArrayList<Cause>();
    for (int i = 0; i < conditions.size(); i++) {
      if (ConditionCheck.holds(conditions.get(i), event) == holds) {
        causes.addAll(causes(conditions.get(i), pointer + i, holds, negated));
        if (oneIsEnough) {
          break;
        }
      }
    }
    return causes;
  }

  private String reason(Condition.Field field, boolean negated) {
    return field.path() + " is " + found(event.at(field.path()))
        + (negated ? ", must not be " : ", asked for is ") + wanted(field);
  }

  private static String wanted(Condition.Field field) {
    Object value = field.value();
    return switch (field.comparison()) {
      case EQUALS -> shown(value);
      case NOT_EQUALS -> "anything but " + shown(value);
      case IN ->
        field.values().size() == 1
            ? shown(value)
            : "one of "
                + field.values().stream()
                    .limit(MAX_REASONS * 2L)
                    .map(ConditionTrace::shown)
                    .collect(Collectors.joining(", "));
      case PREFIX -> "what begins with " + shown(value);
      case CONTAINS -> "what contains " + shown(value);
      case EXISTS -> value.equals(true) ? "something" : "nothing";
      case GREATER -> "more than " + shown(value);
      case AT_LEAST -> "at least " + shown(value);
      case LESS -> "less than " + shown(value);
      case AT_MOST -> "at most " + shown(value);
    };
  }

  private static String found(@Nullable Object value) {
    if (value == null) {
      return "not there";
    }
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List<?> list) {
      return list.size() == 1 && list.get(0) != null && !(list.get(0) instanceof Map)
          ? "the list of " + shown(list.get(0))
          : "a list of " + list.size();
    }
    return shown(value);
  }

  private static String shown(Object value) {
    if (value instanceof String text) {
      String start = text.codePointCount(0, text.length()) <= MAX_TEXT
          ? text
          : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT)) + "…";
      return "“" + start + "”";
    }
    String text = value.toString();
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }
}
