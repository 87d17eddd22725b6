package io.github.webhookplugin.publishing;

import io.github.webhookplugin.model.Condition;
import io.github.webhookplugin.model.Condition.Comparison;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a condition holds of an event. Pure. */
final class ConditionCheck {
  private static final int LONGEST_NUMBER = 40;

  private ConditionCheck() {}

  static boolean holds(Condition condition, EventFacts event) {
    if (condition instanceof Condition.Field field) {
      return holds(field, event);
    }
    if (condition instanceof Condition.All all) {
      for (Condition one : all.of()) {
        if (!holds(one, event)) {
          return false;
        }
      }
      return true;
    }
    if (condition instanceof Condition.Any any) {
      for (Condition one : any.of()) {
        if (holds(one, event)) {
          return true;
        }
      }
      return false;
    }
    if (condition instanceof Condition.Not not) {
      return !holds(not.of(), event);
    }
    throw new IllegalStateException("no check for the condition " + condition);
  }

  /** A list holds if one of its items does; of {@code notEquals}, if none is equal. */
  private static boolean holds(Condition.Field field, EventFacts event) {
    Object found = event.at(field.path());
    if (field.comparison() == Comparison.EXISTS) {
      return isSomething(found) == field.value().equals(true);
    }
    boolean negated = field.comparison() == Comparison.NOT_EQUALS;
    if (!(found instanceof List<?> items)) {
      return negated != holds(field, found, false);
    }
    for (Object item : items) {
      if (holds(field, item, true)) {
        return !negated;
      }
    }
    return negated;
  }

  private static boolean holds(Condition.Field field, @Nullable Object found, boolean inList) {
    if (found == null) {
      return false;
    }
    return switch (field.comparison()) {
      case EQUALS, NOT_EQUALS -> same(found, field.value());
      case IN -> isOneOf(found, field.values());
      case PREFIX ->
        found instanceof String text && text.startsWith(field.value().toString());
      case CONTAINS ->
        inList
            ? same(found, field.value())
            : found instanceof String text && text.contains(field.value().toString());
      default -> isOrdered(found, field);
    };
  }

  private static boolean isSomething(@Nullable Object found) {
    if (found instanceof String text) {
      return !text.isEmpty();
    }
    if (found instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    return found instanceof Collection<?> items ? !items.isEmpty() : found != null;
  }

  private static boolean isOneOf(Object found, List<Object> values) {
    for (Object value : values) {
      if (same(found, value)) {
        return true;
      }
    }
    return false;
  }

  /** Numbers are the same if they are as large, and so is a text that reads as such a number; two texts are compared as they are. */
  private static boolean same(Object found, Object value) {
    if (found.equals(value)) {
      return true;
    }
    if (!(found instanceof Number) && !(value instanceof Number)) {
      return false;
    }
    Integer order = order(found, value);
    return order != null && order == 0;
  }

  /** Which of two numbers is larger; null if one of them is none. */
  private static @Nullable Integer order(Object found, Object value) {
    if (isWhole(found) && isWhole(value)) {
      return Long.compare(((Number) found).longValue(), ((Number) value).longValue());
    }
    BigDecimal left = number(found);
    BigDecimal right = left == null ? null : number(value);
    return left == null || right == null ? null : (Integer) left.compareTo(right);
  }

  private static boolean isWhole(Object value) {
    return value instanceof Integer || value instanceof Long;
  }

  private static boolean isOrdered(Object found, Condition.Field field) {
    Integer order = order(found, field.value());
    if (order == null) {
      return false;
    }
    return switch (field.comparison()) {
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      default -> throw new IllegalStateException(field.comparison() + " is about no order");
    };
  }

  /** A number, or what a text reads as; null if it is none. */
  static @Nullable BigDecimal number(Object value) {
    if (isWhole(value)) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    boolean possible =
        value instanceof Number || (value instanceof String text && mayBeNumber(text));
    if (!possible) {
      return null;
    }
    try {
      return new BigDecimal(value.toString());
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  private static boolean mayBeNumber(String text) {
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
