package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Condition.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a condition compares a field with. */
final class ComparedValues {
  private static final int MAX_TEXT = 1_000;
  private static final int MAX_VALUES = 100;

  private ComparedValues() {}

  /** What the field is compared with; empty if that is not possible, which is a problem. */
  static List<Object> read(Fields fields, String word, Comparison comparison) {
    return switch (comparison) {
      case IN -> in(fields, word);
      case EXISTS -> fields.bool(word).<List<Object>>map(List::of).orElse(List.of());
      case PREFIX, CONTAINS -> text(fields, word);
      case EQUALS, NOT_EQUALS -> scalar(fields.raw(word), fields.pointer(word), fields.problems());
      default -> number(fields, word);
    };
  }

  private static List<Object> text(Fields fields, String word) {
    var text = fields.text(word, MAX_TEXT);
    if (text.filter(String::isEmpty).isPresent()) {
      fields.problem(word, "Expected a text in quotes, found an empty text.");
      return List.of();
    }
    return text.<List<Object>>map(List::of).orElse(List.of());
  }

  private static List<Object> number(Fields fields, String word) {
    Object value = fields.raw(word);
    if (value instanceof Number number && plain(number) != null) {
      return List.of(number);
    }
    fields.problem(word, "Expected a number, found " + Found.kind(value) + ".");
    return List.of();
  }

  private static List<Object> in(Fields fields, String word) {
    List<?> items = fields.list(word).orElse(List.of());
    if (fields.raw(word) instanceof List && (items.isEmpty() || items.size() > MAX_VALUES)) {
      fields.problem(
          word, "Expected 1 to %d values, found %d.".formatted(MAX_VALUES, items.size()));
      return List.of();
    }
    var values = new ArrayList<Object>();
    for (int i = 0; i < items.size(); i++) {
      values.addAll(scalar(items.get(i), fields.pointer(word) + "/" + i, fields.problems()));
    }
    return values;
  }

  private static List<Object> scalar(@Nullable Object value, String pointer, Problems problems) {
    if (value instanceof String text && Characters.any(text, Characters::isSurrogate)) {
      problems.add(pointer, "Half of a character is missing in this text. Enter it again.");
    } else if (value instanceof String text && Characters.count(text) > MAX_TEXT) {
      problems.add(
          pointer,
          "Expected at most %,d characters, found %,d. Shorten the text."
              .formatted(MAX_TEXT, Characters.count(text)));
    } else if (value instanceof String
        || value instanceof Boolean
        || (value instanceof Number number && plain(number) != null)) {
      return List.of(value);
    } else {
      problems.add(
          pointer,
          "Expected a text, a number, true or false, found " + Found.kind(value)
              + "; whether there is a value at all, “exists” says.");
    }
    return List.of();
  }

  /** The number exactly; null for NaN and the infinities, which a host's map may have. */
  private static @Nullable BigDecimal plain(Number number) {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException notFinite) {
      return null;
    }
  }
}
