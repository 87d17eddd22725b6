package io.github.webhookplugin.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Pattern IN_VIEWS = Pattern.compile("\\{\\{t\\.(\\w+)}}");
  private static final Pattern PLACES = Pattern.compile("\\{(\\d)}");

  final Map<String, String> english = Texts.of(Locale.ENGLISH).all();
  final Map<String, String> chinese = Texts.of(Locale.SIMPLIFIED_CHINESE).all();

  @Test
  void both_languages_have_the_same_texts_with_the_same_places() {
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
    english.forEach((key, text) -> {
      assertThat(places(chinese.get(key))).as(key).isEqualTo(places(text));
      assertThat(text).as(key).isNotBlank().doesNotContain("!");
    });
  }

  @Test
  void every_text_is_there_and_used() throws Exception {
    var shown = IN_VIEWS
        .matcher(sources(".mustache"))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
    String code = sources(".java");

    assertThat(english.keySet()).containsAll(shown);
    assertThat(english.keySet().stream().filter(key -> !shown.contains(key)))
        .allMatch(key -> code.contains("\"" + key + "\"")
            || (key.startsWith("state") && code.contains("\"state\""))
            || (key.endsWith("Help") && code.contains("\"" + key.replace("Help", "") + "\"")));
  }

  @Test
  void every_text_that_a_script_says_is_on_the_page() throws Exception {
    String layout = Files.readString(
        Path.of("src/main/resources/io/github/webhookplugin/kit/views/layout.mustache"));
    var said = Pattern.compile("say\\(\"(\\w+)\"|say\\(\\w+ \\? \"(\\w+)\" : \"(\\w+)\"")
        .matcher(sources(".js"))
        .results()
        .flatMap(
            found -> java.util.stream.Stream.of(found.group(1), found.group(2), found.group(3)))
        .filter(key -> key != null)
        .toList();

    assertThat(said)
        .hasSizeGreaterThan(10)
        .allMatch(key -> layout.contains(
            " data-" + key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + "=\""));
  }

  private static TreeSet<String> places(String text) {
    return PLACES
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String sources(String suffix) throws IOException {
    try (var files = Files.walk(Path.of("src/main"))) {
      var text = new StringBuilder();
      for (Path file : files.filter(path -> path.toString().endsWith(suffix)).toList()) {
        text.append(Files.readString(file));
      }
      return text.toString();
    }
  }
}
