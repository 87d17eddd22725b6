package io.github.webhookplugin.api;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Copies a host's values into plain maps, lists, strings, numbers and booleans. */
final class PlainValues {
  static final int MAX_DEPTH = 32;
  /** What JSON parsers take; to read and print a longer one takes time that grows with its square. */
  static final int MAX_DIGITS = 1_000;

  private static final double BITS_OF_A_DIGIT = Math.log(10) / Math.log(2);

  private PlainValues() {}

  static Map<String, Object> copyOfMap(String field, Map<String, ?> map) {
    return copyOfMap(field, map, 1);
  }

  private static Map<String, Object> copyOfMap(String path, Map<?, ?> map, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          path + " is nested deeper than " + MAX_DEPTH + " levels; does it contain itself?");
    }
    var copy = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, value) -> {
      if (key == null) {
        throw new IllegalArgumentException(path + " has a null key; keys must be text");
      }
      copy.put(key.toString(), copyOf(path + "." + key, value, depth + 1));
    });
    return withNulls(copy);
  }

  private static @Nullable Object copyOf(String path, @Nullable Object value, int depth) {
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Double || value instanceof Float) {
      return Double.isFinite(((Number) value).doubleValue()) ? value : value.toString();
    }
    if (value instanceof Number number) {
      return copyOfNumber(path, number);
    }
    if (value instanceof Map<?, ?> map) {
      return copyOfMap(path, map, depth);
    }
    if (value.getClass().isArray()) {
      return copyOfAll(path, items(value), depth);
    }
    if (value instanceof Iterable<?> items && !(value instanceof Path)) {
      return copyOfAll(path, items, depth);
    }
    return value.toString();
  }

  /** Of any array, of primitives too. */
  private static List<@Nullable Object> items(Object array) {
    var items = new ArrayList<@Nullable Object>();
    for (int i = 0; i < Array.getLength(array); i++) {
      items.add(Array.get(array, i));
    }
    return items;
  }

  /** A number that may still change, or of a host's own class, is kept as it reads now. */
  private static Object copyOfNumber(String path, Number number) {
    long digits = digits(number);
    if (digits > MAX_DIGITS) {
      throw new IllegalArgumentException(path + " is a number of about " + digits
          + " digits; it may have " + MAX_DIGITS + ". Pass it as a text");
    }
    if (number instanceof AtomicInteger || number instanceof AtomicLong) {
      return number.longValue();
    }
    return number.getClass().getPackageName().startsWith("java.") ? number : number.toString();
  }

  /** Of a number that can have many; rounded down, without printing it. */
  private static long digits(Number number) {
    BigInteger whole = number instanceof BigDecimal decimal
        ? decimal.unscaledValue()
        : number instanceof BigInteger integer ? integer : BigInteger.ZERO;
    return (long) (whole.bitLength() / BITS_OF_A_DIGIT);
  }

  private static List<Object> copyOfAll(String path, Iterable<?> items, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          path + " is nested deeper than " + MAX_DEPTH + " levels; does it contain itself?");
    }
    var copy = new ArrayList<@Nullable Object>();
    for (Object item : items) {
      copy.add(copyOf(path + "[" + copy.size() + "]", item, depth + 1));
    }
    return listWithNulls(copy);
  }

  /** JSON has nulls, so these collections may; the API's types do not say so to keep hosts' code plain. */
  @SuppressWarnings({"NullAway", "unchecked"})
  private static Map<String, Object> withNulls(Map<String, @Nullable Object> map) {
    return (Map<String, Object>) (Map<String, ?>) Collections.unmodifiableMap(map);
  }

  @SuppressWarnings({"NullAway", "unchecked"})
  private static List<Object> listWithNulls(List<@Nullable Object> list) {
    return (List<Object>) (List<?>) Collections.unmodifiableList(list);
  }
}
