package io.github.webhookplugin.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.webhookplugin.rendering.Hostile;
import io.github.webhookplugin.rendering.Hunt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is a pointer by the grammar of RFC 6901, and what it leads to as Jackson finds it. */
class JsonPointerTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern GRAMMAR = Pattern.compile("(?:/(?:[^/~]++|~[01])*+)*+");

  private static final List<String> NAMES = List.of(
      "",
      "a",
      "b",
      "0",
      "1",
      "2",
      "00",
      "01",
      "-",
      "-1",
      "+1",
      "1.0",
      "1e0",
      " 1",
      "1 ",
      "9999999999",
      "2147483648",
      "4294967296",
      "18446744073709551616",
      "\u0661",
      "a/b",
      "~",
      "~0",
      "~1",
      "~01",
      "m~n",
      "/",
      "//",
      "é",
      "😀",
      "\uD83D",
      "\"",
      "\\",
      "%2F",
      " ",
      "\0",
      "\n",
      "class",
      "*",
      "..");

  private static final List<String> RAW =
      List.of("/", "~", "~0", "~1", "~2", "~~", "a", "0", "#", "#/", "//", "~01", "~10", "-", "\n");

  /** A pointer in pieces, and a value to look into. */
  private record Case(List<String> pieces, Object value) implements Hunt.Quarry<Case> {
    static Case of(Hostile hostile) {
      var pieces = new ArrayList<String>();
      for (int n = hostile.upTo(5); n > 0; n--) {
        pieces.add(hostile.oneIn(8) ? hostile.oneOf(RAW) : "/" + escaped(hostile.oneOf(NAMES)));
      }
      return new Case(pieces, value(hostile, 5));
    }

    private static String escaped(String name) {
      return name.replace("~", "~0").replace("/", "~1");
    }

    private static Object value(Hostile hostile, int depth) {
      if (depth == 0 || hostile.oneIn(6)) {
        return hostile.oneIn(4) ? null : hostile.oneOf(List.of("text", "", 7, true));
      }
      if (hostile.oneIn(2)) {
        var list = new ArrayList<Object>();
        for (int n = hostile.upTo(4); n > 0; n--) {
          list.add(value(hostile, depth - 1));
        }
        return list;
      }
      var map = new LinkedHashMap<String, Object>();
      for (int n = hostile.upTo(12); n > 0; n--) {
        map.put(hostile.oneOf(NAMES), value(hostile, depth - 1));
      }
      return map;
    }

    String text() {
      return String.join("", pieces);
    }

    @Override
    public List<Case> smaller() {
      var smaller = new ArrayList<Case>();
      for (int i = 0; i < pieces.size(); i++) {
        var fewer = new ArrayList<>(pieces);
        fewer.remove(i);
        smaller.add(new Case(fewer, value));
      }
      if (value instanceof Map<?, ?> map) {
        map.keySet().forEach(key -> {
          var fewer = new LinkedHashMap<>(map);
          fewer.remove(key);
          smaller.add(new Case(pieces, fewer));
        });
      } else if (value instanceof List<?> list && !list.isEmpty()) {
        smaller.add(new Case(pieces, list.subList(0, list.size() - 1)));
      }
      return smaller;
    }
  }

  @Test
  void a_pointer_is_what_the_grammar_says_and_leads_where_jackson_goes() {
    Hunt.each(Hunt.USUAL, Case::of, JsonPointerTest::assertLeads);
  }

  @Test
  @Tag("long")
  void a_pointer_is_what_the_grammar_says_and_leads_where_jackson_goes_very_often() {
    Hunt.each(Hunt.LONG, Case::of, JsonPointerTest::assertLeads);
  }

  private static void assertLeads(Case found) {
    String text = found.text();
    var pointer = JsonPointer.parse(text);
    assertThat(pointer.isPresent()).isEqualTo(GRAMMAR.matcher(text).matches());
    pointer.ifPresent(place -> {
      assertThat(place).hasToString(text);
      JsonNode expected = JSON.<JsonNode>valueToTree(found.value())
          .at(com.fasterxml.jackson.core.JsonPointer.compile(text));
      Object in = place.in(found.value());
      assertThat(in == JsonPointer.NOTHING).isEqualTo(expected.isMissingNode());
      if (in != JsonPointer.NOTHING) {
        assertThat(JSON.<JsonNode>valueToTree(in)).isEqualTo(expected);
      }
    });
  }

  @Test
  void a_path_of_a_filter_that_is_a_pointer_has_the_pointer_s_steps() {
    Hunt.each(Hunt.USUAL, Case::of, found -> {
      String text = found.text();
      JsonPointer.parse(text)
          .filter(pointer -> !pointer.steps().isEmpty() && !pointer.steps().contains(""))
          .ifPresent(
              pointer -> assertThat(FieldPath.parse(text).steps()).isEqualTo(pointer.steps()));
    });
  }

  @Test
  void a_pointer_of_any_depth_is_followed() {
    Object deep = "end";
    for (int i = 0; i < 100_000; i++) {
      deep = i % 2 == 0 ? Collections.singletonList(deep) : Map.of("a~/", deep);
    }
    var pointer = JsonPointer.parse("/a~0~1/0".repeat(50_000)).orElseThrow();

    assertThat(pointer.in(deep)).isEqualTo("end");
  }
}
