package io.github.webhookplugin.publishing;

import io.github.webhookplugin.model.Condition;
import io.github.webhookplugin.model.Condition.Comparison;
import io.github.webhookplugin.model.FieldPath;
import io.github.webhookplugin.publishing.Interests.Interest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Services that may want events of one kind. Those whose condition cannot hold without a certain comparison of a field
 * are found by what the field holds, so that the others cost nothing. Immutable, shared between threads.
 */
final class Candidates {
  private final List<Interest> all;
  /** The places in {@link #all} of those that are asked whatever the event holds. */
  private final BitSet others;

  private final List<FieldIndex> indexes;

  private Candidates(List<Interest> all, BitSet others, List<FieldIndex> indexes) {
    this.all = all;
    this.others = others;
    this.indexes = indexes;
  }

  static Candidates of(List<Interest> interested) {
    var others = new BitSet();
    var indexes = new LinkedHashMap<FieldPath, FieldIndex>();
    for (int i = 0; i < interested.size(); i++) {
      Condition condition = interested.get(i).filter().condition();
      List<Condition.Field> needed = condition == null ? List.of() : needed(condition);
      if (needed.isEmpty()) {
        others.set(i);
      }
      for (Condition.Field one : needed) {
        indexes.computeIfAbsent(one.path(), FieldIndex::new).add(one, i);
      }
    }
    return new Candidates(List.copyOf(interested), others, List.copyOf(indexes.values()));
  }

  /** Comparisons that an index finds, of which one holds whenever the condition does; empty if there are none such. */
  private static List<Condition.Field> needed(Condition condition) {
    if (condition instanceof Condition.Field field) {
      return FieldIndex.finds(field.comparison()) ? List.of(field) : List.of();
    }
    if (condition instanceof Condition.All all) {
      return all.of().stream()
          .map(Candidates::needed)
          .filter(needed -> !needed.isEmpty())
          .min(Comparator.comparing(Candidates::isWide))
          .orElse(List.of());
    }
    return condition instanceof Condition.Any any ? neededByEach(any.of()) : List.of();
  }

  private static List<Condition.Field> neededByEach(List<Condition> conditions) {
    var all = new ArrayList<Condition.Field>();
    for (Condition one : conditions) {
      List<Condition.Field> needed = needed(one);
      if (needed.isEmpty()) {
        return List.of();
      }
      all.addAll(needed);
    }
    return all;
  }

  /** Whether it may hold of many values. */
  private static boolean isWide(List<Condition.Field> needed) {
    return needed.stream()
        .map(Condition.Field::comparison)
        .anyMatch(one -> one.ordering() || one == Comparison.PREFIX);
  }

  /** All that may want it, in the order of the settings. */
  List<Interest> all() {
    return all;
  }

  /** Those that want an event, in the order of the settings. */
  List<Interest> wanting(EventFacts event) {
    var wanting = new ArrayList<Interest>();
    BitSet asked = asked(event);
    for (int i = asked.nextSetBit(0); i >= 0; i = asked.nextSetBit(i + 1)) {
      if (all.get(i).wants(event)) {
        wanting.add(all.get(i));
      }
    }
    return wanting;
  }

  /** The places of those whose filters must be asked about an event; the others do not want it. */
  BitSet asked(EventFacts event) {
    BitSet asked = (BitSet) others.clone();
    for (FieldIndex index : indexes) {
      index.find(event, asked);
    }
    return asked;
  }
}
