package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Condition;
import io.github.webhookplugin.model.Condition.Comparison;
import io.github.webhookplugin.model.FieldPath;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.rendering.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a condition over an event's fields. For one service. */
final class ConditionReader {
  private static final int MAX_PATH = 300;
  private static final int MAX_STEPS = 16;
  private static final Map<String, Comparison> COMPARISONS = comparisons();
  private static final List<String> GROUPS = List.of("all", "any", "not");
  private static final List<String> FIELDS = fields();

  private int count;

  private ConditionReader() {}

  /** A service's condition; null if it has none. */
  static @Nullable Condition read(Fields service) {
    var reader = new ConditionReader();
    var condition = service
        .object("condition")
        .flatMap(fields -> reader.condition(fields, 1))
        .orElse(null);
    if (reader.count > Condition.MAX_COUNT) {
      service.problem(
          "condition",
          "Expected at most %d conditions in all, found more. Use “in” for several values of one field."
              .formatted(Condition.MAX_COUNT));
    }
    return condition;
  }

  private Optional<Condition> condition(Fields fields, int depth) {
    if (++count > Condition.MAX_COUNT) {
      return Optional.empty();
    }
    if (depth > Condition.MAX_DEPTH) {
      fields
          .problems()
          .add(
              fields.pointer(),
              "Conditions lie in each other at most " + Condition.MAX_DEPTH
                  + " deep. Put some of them side by side.");
      return Optional.empty();
    }
    fields.refuseUnknown(FIELDS);
    var given = FIELDS.stream().filter(fields::has).toList();
    for (String group : GROUPS) {
      if (fields.has(group)) {
        if (given.size() > 1) {
          fields.problem(group, "This stands alone. Put it and the rest into an “all”.");
          return Optional.empty();
        }
        return group.equals("not") ? not(fields, depth) : several(fields, group, depth);
      }
    }
    return comparison(fields, given);
  }

  private Optional<Condition> not(Fields fields, int depth) {
    return fields
        .object("not")
        .flatMap(inner -> condition(inner, depth + 1))
        .map(Condition.Not::new);
  }

  private Optional<Condition> several(Fields fields, String group, int depth) {
    List<?> items = fields.list(group).orElse(null);
    if (items == null) {
      return Optional.empty();
    }
    if (items.isEmpty()) {
      fields.problem(group, "Expected at least one condition, found an empty list.");
    }
    var conditions = new ArrayList<Condition>();
    for (int i = 0; i < items.size(); i++) {
      String pointer = fields.pointer(group) + "/" + i;
      if (items.get(i) instanceof Map<?, ?> map) {
        condition(new Fields(map, pointer, fields.problems()), depth + 1)
            .ifPresent(conditions::add);
      } else {
        fields
            .problems()
            .add(pointer, "Expected a condition { … }, found " + Found.kind(items.get(i)) + ".");
      }
    }
    return Optional.of(
        group.equals("all") ? new Condition.All(conditions) : new Condition.Any(conditions));
  }

  private static Optional<Condition> comparison(Fields fields, List<String> given) {
    var words = given.stream().filter(COMPARISONS::containsKey).toList();
    var path = path(fields);
    if (words.size() != 1) {
      fields
          .problems()
          .add(
              fields.pointer(),
              "Expected one of " + String.join(", ", COMPARISONS.keySet()) + ", found "
                  + (words.isEmpty() ? "none" : String.join(" and ", words)) + "."
                  + (words.size() > 1 ? " Put one condition for each into an “all”." : ""));
      return Optional.empty();
    }
    String word = words.get(0);
    var comparison = COMPARISONS.get(word);
    var values = comparison == null ? List.of() : ComparedValues.read(fields, word, comparison);
    return path.isPresent() && comparison != null && !values.isEmpty()
        ? Optional.of(new Condition.Field(path.get(), comparison, values))
        : Optional.empty();
  }

  private static Optional<FieldPath> path(Fields fields) {
    if (!fields.has("field")) {
      fields.problem("field", "Enter the field to look at, such as type or data.severity.");
      return Optional.empty();
    }
    var text = fields.text("field", MAX_PATH);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      var path = FieldPath.parse(text.get());
      if (!EventModel.FIELDS.contains(path.root())) {
        fields.problem(
            "field",
            "An event has no field " + Found.quote(path.root()) + "."
                + Spelling.suggestion(path.root(), EventModel.FIELDS) + " Known are "
                + String.join(", ", EventModel.FIELDS) + "; what the host adds lies in data.");
        return Optional.empty();
      }
      if (path.steps().size() > MAX_STEPS) {
        fields.problem("field", "Expected at most " + MAX_STEPS + " names in a path.");
        return Optional.empty();
      }
      return Optional.of(path);
    } catch (IllegalArgumentException emptyName) {
      fields.problem(
          "field",
          "Expected names with dots between them, such as data.severity, found "
              + Found.quote(text.get()) + ".");
      return Optional.empty();
    }
  }

  private static Map<String, Comparison> comparisons() {
    var comparisons = new LinkedHashMap<String, Comparison>();
    Arrays.stream(Comparison.values())
        .forEach(comparison -> comparisons.put(comparison.word(), comparison));
    return comparisons;
  }

  private static List<String> fields() {
    var fields = new ArrayList<>(List.of("field"));
    fields.addAll(COMPARISONS.keySet());
    fields.addAll(GROUPS);
    return List.copyOf(fields);
  }
}
