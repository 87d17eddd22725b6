package io.github.webhookplugin.rendering;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event's values the same before and after they were stored: binary fractions become decimals as they read,
 * halves of surrogate pairs (which UTF-8 cannot hold) become U+FFFD. What is so already is not copied.
 */
final class PlainCopy {
  private PlainCopy() {}

  static @Nullable Object of(@Nullable Object value) {
    return isStorable(value) ? value : copy(value);
  }

  private static boolean isStorable(@Nullable Object value) {
    if (value instanceof String text) {
      return isWellFormed(text);
    }
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!isWellFormed(entry.getKey().toString()) || !isStorable(entry.getValue())) {
          return false;
        }
      }
      return true;
    }
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (!isStorable(item)) {
          return false;
        }
      }
      return true;
    }
    return value == null || value instanceof Boolean || isExact(value);
  }

  private static boolean isExact(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value.getClass() == BigDecimal.class
        || value.getClass() == BigInteger.class;
  }

  private static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof String text) {
      return wellFormed(text);
    }
    if (value instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<String, @Nullable Object>();
      map.forEach((key, inner) -> copy.put(wellFormed(key.toString()), copy(inner)));
      return copy;
    }
    if (value instanceof List<?> list) {
      var copy = new ArrayList<@Nullable Object>(list.size());
      list.forEach(item -> copy.add(copy(item)));
      return copy;
    }
    return value == null || value instanceof Boolean || isExact(value) ? value : decimal(value);
  }

  private static Object decimal(Object value) {
    if (value instanceof Byte || value instanceof Short) {
      return ((Number) value).intValue();
    }
    try {
      return new BigDecimal(value.toString());
    } catch (NumberFormatException e) {
      return wellFormed(value.toString());
    }
  }

  static String wellFormed(String text) {
    if (isWellFormed(text)) {
      return text;
    }
    var fixed = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (JsonText.isLoneSurrogate(text, i)) {
        fixed.setCharAt(i, '\ufffd');
      }
    }
    return fixed.toString();
  }

  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && JsonText.isLoneSurrogate(text, i)) {
        return false;
      }
    }
    return true;
  }
}
