package io.github.webhookplugin.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What names mean where they stand, written a second time and simply: the renderer must come to the same. */
final class Meaning {
  /** A text that is JSON of this value. */
  record JsonIn(Object value) {}

  /** A text that has a value behind a fixed beginning. */
  record TextOf(String before, Object value) {}

  private final List<Object> scopes;

  private Meaning(List<Object> scopes) {
    this.scopes = scopes;
  }

  static Meaning of(Map<String, Object> root) {
    return new Meaning(List.of(root));
  }

  Object of(String name) {
    if (name.equals(".")) {
      Object innermost = scopes.get(scopes.size() - 1);
      return scopes.size() == 1 ? null : innermost;
    }
    String[] path = name.split("\\.");
    Object found = null;
    for (int i = scopes.size() - 1; i >= 0; i--) {
      if (scopes.get(i) instanceof Map<?, ?> map && map.containsKey(path[0])) {
        found = map.get(path[0]);
        break;
      }
    }
    for (int i = 1; i < path.length; i++) {
      found = found instanceof Map<?, ?> map ? map.get(path[i]) : null;
    }
    return found;
  }

  /** What a section's inside means, each time it is there. */
  List<Meaning> each(String name) {
    Object value = of(name);
    var all = new ArrayList<Meaning>();
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        all.add(with(
            Map.of("first", i == 0, "last", i == list.size() - 1, "index", BigDecimal.valueOf(i)),
            list.get(i)));
      }
    } else if (counts(value)) {
      all.add(with(value));
    }
    return all;
  }

  private static boolean counts(Object value) {
    return value != null
        && !value.equals(false)
        && !value.equals("")
        && !(value instanceof Map<?, ?> map && map.isEmpty());
  }

  private Meaning with(Object... more) {
    var inner = new ArrayList<>(scopes);
    for (Object each : more) {
      inner.add(each);
    }
    return new Meaning(inner);
  }

  /** What a host gave, as receivers read it. */
  static Object received(Object value) {
    if (value instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<String, Object>();
      map.forEach((key, inner) -> copy.put(whole(String.valueOf(key)), received(inner)));
      return copy;
    }
    if (value instanceof List<?> list) {
      var copy = new ArrayList<Object>();
      list.forEach(item -> copy.add(received(item)));
      return copy;
    }
    if (value instanceof Double || value instanceof Float) {
      boolean finite = Double.isFinite(((Number) value).doubleValue());
      return finite ? new BigDecimal(value.toString()) : value.toString();
    }
    if (value instanceof Number number) {
      return new BigDecimal(number.toString());
    }
    return value instanceof String text ? whole(text) : value;
  }

  /** What UTF-8 can carry of a text: halves of surrogate pairs become U+FFFD. */
  static String whole(String text) {
    var whole = new StringBuilder();
    text.codePoints().forEach(c -> whole.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return whole.toString();
  }

  /** Compares what was received with what was meant. */
  static void assertMeans(JsonNode json, Object meant) {
    if (meant instanceof JsonIn in) {
      assertMeans(StrictJson.parse(json.textValue()), in.value());
    } else if (meant instanceof TextOf text) {
      assertThat(json.textValue()).startsWith(text.before());
      assertIsText(json.textValue().substring(text.before().length()), text.value());
    } else if (meant instanceof Map<?, ?> map) {
      assertThat(json.isObject()).as("%s is an object", json).isTrue();
      assertThat(json.size()).isEqualTo(map.size());
      map.forEach((key, value) -> assertMeans(json.get((String) key), value));
    } else if (meant instanceof List<?> list) {
      assertThat(json.isArray()).as("%s is a list", json).isTrue();
      assertThat(json.size()).isEqualTo(list.size());
      for (int i = 0; i < list.size(); i++) {
        assertMeans(json.get(i), list.get(i));
      }
    } else if (meant instanceof BigDecimal number) {
      assertThat(json.isNumber()).as("%s is a number", json).isTrue();
      assertThat(new BigDecimal(json.asText())).isEqualByComparingTo(number);
    } else if (meant == null) {
      assertThat(json.isNull()).as("%s is null", json).isTrue();
    } else {
      assertThat(meant instanceof Boolean ? (Object) json.booleanValue() : json.textValue())
          .isEqualTo(meant);
    }
  }

  private static void assertIsText(String text, Object value) {
    if (value instanceof String || value == null) {
      assertThat(text).isEqualTo(value == null ? "" : value);
    } else {
      assertMeans(StrictJson.parse(text), value);
    }
  }
}
