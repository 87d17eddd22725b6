package io.github.webhookplugin.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that reach for what is not theirs, and values that watch who touches them. */
class WatchedValuesTest {
  private static final String CANARY = "CANARY";

  @ParameterizedTest
  @EnumSource
  void X_14_no_file_class_path_entry_property_or_network_is_reached(Place place) throws Exception {
    assertThat(getClass().getResource("/canary.mustache")).isNotNull();
    System.setProperty("hostile.canary", CANARY);
    try (var server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      server.configureBlocking(false);
      String port = String.valueOf(server.socket().getLocalPort());
      for (String reaching : TagSoup.REACHING) {
        String tag = reaching.replace("{port}", port);
        for (String template : List.of(tag, "\"" + tag + "\"", "{{#data}}" + tag + "{{/data}}")) {
          rendered(place, template, new Watched())
              .ifPresent(text -> assertThat(text).as(tag).doesNotContain(CANARY));
        }
      }
      assertThat(server.accept()).isNull();
    } finally {
      System.clearProperty("hostile.canary");
    }
  }

  @ParameterizedTest
  @EnumSource
  void X_14_nothing_is_called_but_what_maps_and_lists_are_for(Place place) {
    var names = new ArrayList<>(Hostile.KEYS);
    names.addAll(List.of("canary", "getCanary", "delete", "keySet", "equals", "wait", "notify"));
    for (String name : names) {
      for (String path :
          List.of(name, "data." + name, "data.list." + name, "data." + name + ".x")) {
        var watched = new Watched();
        String all = "{{" + path + "}}{{#" + path + "}}{{.}}{{/" + path + "}}{{^" + path + "}}{{/"
            + path + "}}{{#data}}{{" + name + "}}{{/data}}{{#data.list}}{{" + name
            + "}}{{/data.list}}";

        String text = rendered(place, "\"" + all + "\"", watched).orElseThrow();

        assertThat(watched.calls).as(path).isEmpty();
        assertThat(text).as(path).doesNotContain(CANARY);
      }
    }
  }

  @Test
  void X_14_templates_of_all_kinds_call_nothing_else() {
    for (Place place : Place.values()) {
      Hunt.each(500, TagSoup::of, soup -> {
        var watched = new Watched();
        try {
          rendered(place, soup.template(), watched)
              .ifPresent(text -> assertThat(text).doesNotContain(CANARY));
        } catch (RenderException refused) {
          assertThat(refused.sentence()).isNotBlank();
        }
        assertThat(watched.calls).isEmpty();
      });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "map", "text", "number", "deep"})
  void X_14_nested_sections_end_by_the_count_of_their_steps(String kind) {
    for (int levels : new int[] {1, 2, 3, TemplateScanner.MAX_DEPTH - 1}) {
      for (String inner : List.of("", "x", "{{.}}", "{{a.b.c.d.e}}", "{{^data.x}}{{/data.x}}")) {
        var watched = new Watched();
        var root = watched.map(Map.of("data", watched.map(Map.of("x", bomb(watched, kind)))));
        String name = "data.x";
        var template = Template.compile(
            Place.HEADER,
            ("{{#" + name + "}}").repeat(levels) + inner + ("{{/" + name + "}}").repeat(levels));
        try {
          Output out = template.render(root, null);
          assertThat(out.steps()).isLessThanOrEqualTo(Output.MAX_STEPS);
          assertThat(out.text()).hasSizeLessThanOrEqualTo(Output.MAX_LENGTH);
        } catch (RenderException e) {
          assertThat(e.sentence()).containsAnyOf("2,000,000 steps", "262,144 characters");
        }
        assertThat(watched.looks).isLessThan(2 * Output.MAX_STEPS);
      }
    }
  }

  private static Object bomb(Watched watched, String kind) {
    return switch (kind) {
      case "list" -> watched.list(Collections.nCopies(100, watched.map(Map.of("a", 1))));
      case "map" -> watched.map(Map.of("x", watched.map(Map.of("x", "y"))));
      case "text" -> "\n\u0001".repeat(200_000);
      case "number" -> 7;
      default -> deep(watched, 30);
    };
  }

  private static Object deep(Watched watched, int levels) {
    return levels == 0
        ? "end"
        : watched.list(List.of(deep(watched, levels - 1), watched.list(List.of())));
  }

  /** Empty: it cannot be compiled. */
  private static Optional<String> rendered(Place place, String template, Watched watched) {
    var data = new LinkedHashMap<String, Object>();
    data.put("a", watched.map(Map.of("b", 1)));
    data.put("list", watched.list(List.of(watched.map(Map.of()), "x", watched.list(List.of(1)))));
    var root = watched.map(Map.of("title", "t", "data", watched.map(data)));
    Template compiled;
    try {
      compiled = Template.compile(place, template);
    } catch (TemplateException refused) {
      assertThat(refused.problems()).isNotEmpty();
      return Optional.empty();
    }
    return Optional.of(compiled.render(root, new Trace()).toString());
  }

  @Test
  void the_canary_would_be_seen() {
    var watched = new Watched();
    var map = watched.map(Map.of("a", 1));

    String seen = List.of(map.toString(), map.keySet()).stream()
        .map(String::valueOf)
        .collect(Collectors.joining());

    assertThat(seen).contains(CANARY);
    assertThat(watched.calls).containsExactly("map.toString", "keySet");
  }
}
