package io.github.webhookplugin.dialects;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON values as plain maps, lists, texts, numbers, booleans and nulls: copies, equality, size. */
final class JsonValues {
  private JsonValues() {}

  /** JSON has nulls, so these maps may; the types of the API keep silent about it. */
  @SuppressWarnings({"NullAway", "unchecked"})
  static Map<String, Object> withNulls(Map<String, @Nullable Object> map) {
    return (Map<String, Object>) (Map<String, ?>) map;
  }

  /** The same map, as one that may have nulls. */
  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> asNullable(Map<String, Object> map) {
    return (Map<String, @Nullable Object>) (Map<String, ?>) map;
  }

  /** A copy whose maps and lists may be changed and belong to nobody else. */
  static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return copyOfMap(map);
    }
    if (value instanceof List<?> list) {
      var copy = new ArrayList<@Nullable Object>(list.size());
      list.forEach(item -> copy.add(copy(item)));
      return copy;
    }
    return value;
  }

  static Map<String, @Nullable Object> copyOfMap(Map<?, ?> map) {
    var copy = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((name, value) -> copy.put(String.valueOf(name), copy(value)));
    return copy;
  }

  /** Whether two values are the same JSON: 1 is 1.0, and the order of names makes no difference (RFC 6902 section 4.6). */
  static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Number a && other instanceof Number b) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
    }
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
      return a.size() == b.size()
          && a.entrySet().stream()
              .allMatch(entry ->
                  b.containsKey(entry.getKey()) && same(entry.getValue(), b.get(entry.getKey())));
    }
    if (one instanceof List<?> a && other instanceof List<?> b) {
      return a.size() == b.size() && sameItems(a.iterator(), b.iterator());
    }
    return one == null ? other == null : one.equals(other);
  }

  private static boolean sameItems(Iterator<?> one, Iterator<?> other) {
    while (one.hasNext()) {
      if (!same(one.next(), other.next())) {
        return false;
      }
    }
    return true;
  }

  /** About how many characters a value takes as JSON. */
  static long weight(@Nullable Object value) {
    long weight = 1;
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        weight += String.valueOf(entry.getKey()).length() + weight(entry.getValue());
      }
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        weight += weight(item);
      }
    } else if (value != null) {
      weight += value.toString().length();
    }
    return weight;
  }

  /** How many brackets lie around the innermost value. */
  static int depth(@Nullable Object value) {
    int deepest = 0;
    if (value instanceof Map<?, ?> map) {
      for (Object inner : map.values()) {
        deepest = Math.max(deepest, depth(inner));
      }
      return deepest + 1;
    }
    if (value instanceof List<?> list) {
      for (Object inner : list) {
        deepest = Math.max(deepest, depth(inner));
      }
      return deepest + 1;
    }
    return deepest;
  }
}
