package io.github.webhookplugin.model;

import java.util.List;
import java.util.Locale;

/** What must hold of an event's fields. Immutable, shared between threads. */
public sealed interface Condition {
  /** How deep conditions may lie in each other. */
  int MAX_DEPTH = 8;

  /** How many of them one service may have. */
  int MAX_COUNT = 100;

  /** All of them hold. */
  record All(List<Condition> of) implements Condition {
    public All {
      of = List.copyOf(of);
    }
  }

  /** At least one of them holds. */
  record Any(List<Condition> of) implements Condition {
    public Any {
      of = List.copyOf(of);
    }
  }

  /** It does not hold. */
  record Not(Condition of) implements Condition {}

  /**
   * Compares one field.
   *
   * @param values what it is compared with: texts, numbers and booleans; several for {@link Comparison#IN} only
   */
  record Field(FieldPath path, Comparison comparison, List<Object> values) implements Condition {
    public Field {
      values = List.copyOf(values);
      if (values.isEmpty() || (values.size() > 1 && comparison != Comparison.IN)) {
        throw new IllegalArgumentException(comparison + " has one value, found " + values.size());
      }
    }

    /** The only value. */
    public Object value() {
      return values.get(0);
    }
  }

  /** How a field is compared. */
  enum Comparison {
    EQUALS,
    NOT_EQUALS,
    IN,
    PREFIX,
    CONTAINS,
    EXISTS,
    GREATER,
    AT_LEAST,
    LESS,
    AT_MOST;

    /** The field of a condition that asks for it: {@code notEquals}. */
    public String word() {
      String[] parts = name().toLowerCase(Locale.ROOT).split("_");
      return parts.length == 1
          ? parts[0]
          : parts[0] + Character.toUpperCase(parts[1].charAt(0)) + parts[1].substring(1);
    }

    /** Whether it is about which number is larger. */
    public boolean ordering() {
      return compareTo(GREATER) >= 0;
    }
  }
}
