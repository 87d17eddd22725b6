package io.github.webhookplugin.publishing;

import io.github.webhookplugin.model.Condition;
import io.github.webhookplugin.model.Condition.Comparison;
import io.github.webhookplugin.model.FieldPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Leads from what an event has in one field to the services with a comparison that may hold of it. It may name too many,
 * never too few: {@link ConditionCheck} decides. Filled before it is shared between threads, and not changed after.
 */
final class FieldIndex {
  /** Of a longer list each service asks by itself, which can stop at the first item that fits. */
  private static final int MOST_ITEMS = 16;

  private final FieldPath path;
  private final List<Integer> all = new ArrayList<>();
  private final Map<Object, List<Integer>> same = new HashMap<>();
  private final NavigableMap<BigDecimal, List<Integer>> sameNumber = new TreeMap<>();
  private final NavigableMap<String, List<Integer>> prefixes = new TreeMap<>();
  private final Map<Comparison, NavigableMap<BigDecimal, List<Integer>>> bounds =
      new EnumMap<>(Comparison.class);

  FieldIndex(FieldPath path) {
    this.path = path;
  }

  /** Whether services can be found by a comparison. */
  static boolean finds(Comparison comparison) {
    return comparison.ordering()
        || comparison == Comparison.EQUALS
        || comparison == Comparison.IN
        || comparison == Comparison.PREFIX;
  }

  /** Adds a comparison of this field; {@code place} is the service's. */
  void add(Condition.Field comparison, int place) {
    all.add(place);
    for (Object value : comparison.values()) {
      BigDecimal number = ConditionCheck.number(value);
      if (comparison.comparison() == Comparison.PREFIX) {
        put(prefixes, value.toString(), place);
      } else if (!comparison.comparison().ordering()) {
        put(same, value, place);
        if (number != null) {
          put(sameNumber, number, place);
        }
      } else if (number != null) {
        put(bounds.computeIfAbsent(comparison.comparison(), one -> new TreeMap<>()), number, place);
      }
    }
  }

  private static <K> void put(Map<K, List<Integer>> places, K key, int place) {
    places.computeIfAbsent(key, one -> new ArrayList<>(1)).add(place);
  }

  /** Adds the places of those that may hold to {@code found}. */
  void find(EventFacts event, BitSet found) {
    Object value = event.at(path);
    if (!(value instanceof List<?> items)) {
      findOne(value, found);
    } else if (items.size() > MOST_ITEMS) {
      add(all, found);
    } else {
      items.forEach(item -> findOne(item, found));
    }
  }

  private void findOne(@Nullable Object value, BitSet found) {
    if (value == null || value instanceof Map || value instanceof List) {
      return;
    }
    add(same.get(value), found);
    if (value instanceof String text && !prefixes.isEmpty()) {
      findPrefixes(text, found);
    }
    BigDecimal number =
        sameNumber.isEmpty() && bounds.isEmpty() ? null : ConditionCheck.number(value);
    if (number != null) {
      add(sameNumber.get(number), found);
      bounds.forEach((comparison, numbers) ->
          within(comparison, numbers, number).values().forEach(places -> add(places, found)));
    }
  }

  private static NavigableMap<BigDecimal, List<Integer>> within(
      Comparison comparison, NavigableMap<BigDecimal, List<Integer>> bounds, BigDecimal number) {
    return switch (comparison) {
      case GREATER -> bounds.headMap(number, false);
      case AT_LEAST -> bounds.headMap(number, true);
      case LESS -> bounds.tailMap(number, false);
      case AT_MOST -> bounds.tailMap(number, true);
      default -> throw new IllegalStateException(comparison + " is about no order");
    };
  }

  /** Goes from the longest that may be one to shorter ones; each is no longer than what the last one has in common with the text. */
  private void findPrefixes(String text, BitSet found) {
    var next = prefixes.floorEntry(text);
    while (next != null) {
      String prefix = next.getKey();
      int common = common(prefix, text);
      if (common == prefix.length()) {
        add(next.getValue(), found);
        next = prefixes.lowerEntry(prefix);
      } else {
        next = prefixes.floorEntry(text.substring(0, common));
      }
    }
  }

  private static int common(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int i = 0;
    while (i < most && one.charAt(i) == other.charAt(i)) {
      i++;
    }
    return i;
  }

  private static void add(@Nullable List<Integer> places, BitSet found) {
    if (places != null) {
      places.forEach(found::set);
    }
  }
}
