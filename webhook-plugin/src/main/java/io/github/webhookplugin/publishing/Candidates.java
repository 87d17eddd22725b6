package io.github.webhookplugin.publishing;

import io.github.webhookplugin.model.Condition;
import io.github.webhookplugin.model.Condition.Comparison;
import io.github.webhookplugin.model.FieldPath;
import io.github.webhookplugin.publishing.Interests.Interest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Services that may want events of one kind. Those whose condition asks for certain texts in a field are found by what
 * the field holds, so that the others cost nothing. Immutable, shared between threads.
 */
final class Candidates {
  private final List<Interest> all;
  private final List<Interest> others;
  private final List<ByText> byText;

  private Candidates(List<Interest> all, List<Interest> others, List<ByText> byText) {
    this.all = all;
    this.others = others;
    this.byText = byText;
  }

  /** Services by the text that they need in one field, one of these texts each. */
  private record ByText(FieldPath path, List<Interest> all, Map<String, List<Interest>> texts) {
    List<Interest> of(EventFacts event) {
      Object found = event.at(path);
      if (found instanceof String text) {
        return texts.getOrDefault(text, List.of());
      }
      // one of the items may be such a text; of nothing else a text is the same as
      return found instanceof List ? all : List.of();
    }
  }

  static Candidates of(List<Interest> interested) {
    var others = new ArrayList<Interest>();
    var byPath = new LinkedHashMap<FieldPath, ByText>();
    for (Interest one : interested) {
      Condition condition = one.filter().condition();
      Optional<Condition.Field> needed = condition == null ? Optional.empty() : needed(condition);
      if (needed.isEmpty()) {
        others.add(one);
      } else {
        ByText texts = byPath.computeIfAbsent(
            needed.get().path(),
            path -> new ByText(path, new ArrayList<>(), new LinkedHashMap<>()));
        texts.all().add(one);
        for (Object text : needed.get().values()) {
          List<Interest> same =
              texts.texts().computeIfAbsent((String) text, none -> new ArrayList<>());
          if (!same.contains(one)) {
            same.add(one);
          }
        }
      }
    }
    return new Candidates(
        List.copyOf(interested), List.copyOf(others), List.copyOf(byPath.values()));
  }

  /** A comparison without which the condition cannot hold, with texts only; a text that reads as a number is the same as that number. */
  private static Optional<Condition.Field> needed(Condition condition) {
    if (condition instanceof Condition.All all) {
      return all.of().stream().flatMap(one -> needed(one).stream()).findFirst();
    }
    return condition instanceof Condition.Field field
            && (field.comparison() == Comparison.EQUALS || field.comparison() == Comparison.IN)
            && field.values().stream()
                .allMatch(value -> value instanceof String && ConditionCheck.number(value) == null)
        ? Optional.of(field)
        : Optional.empty();
  }

  /** All that may want it, in the order of the settings. */
  List<Interest> all() {
    return all;
  }

  /** Those that want an event, in the order of the settings. */
  List<Interest> wanting(EventFacts event) {
    var wanting = new ArrayList<Interest>();
    add(others, event, wanting);
    for (ByText one : byText) {
      add(one.of(event), event, wanting);
    }
    if (!byText.isEmpty() && wanting.size() > 1) {
      wanting.sort(Comparator.comparingInt(Interest::place));
    }
    return wanting;
  }

  private static void add(List<Interest> some, EventFacts event, List<Interest> wanting) {
    for (Interest one : some) {
      if (one.wants(event)) {
        wanting.add(one);
      }
    }
  }
}
