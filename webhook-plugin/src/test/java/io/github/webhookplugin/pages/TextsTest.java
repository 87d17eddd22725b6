package io.github.webhookplugin.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Path SOURCES = Path.of("src/main");
  private static final Pattern IN_VIEWS = Pattern.compile("\\{\\{[#^&/{]?\\s*t\\.([\\w.]+)\\s*}}");
  private static final Pattern PLACES = Pattern.compile("\\{(\\d)[^}]*}");

  @Test
  void both_languages_have_the_same_texts_with_the_same_places() throws IOException {
    var english = texts("en");
    var chinese = texts("zh_CN");

    assertThat(chinese.keySet()).isEqualTo(english.keySet());
    english.forEach(
        (key, text) -> assertThat(places(chinese.get(key))).as(key).isEqualTo(places(text)));
  }

  @Test
  void every_text_that_a_view_shows_is_there() throws IOException {
    var english = texts("en");

    assertThat(inViews()).isNotEmpty().allMatch(english::containsKey);
  }

  @Test
  void every_text_is_shown_somewhere() throws IOException {
    Set<String> used = inViews();
    String code = all(".java");

    assertThat(texts("en").keySet().stream().filter(key -> !used.contains(key)))
        .as(
            "texts that neither a view nor the code names, whole or by a beginning that ends with a dot")
        .allMatch(key -> named(code, key));
  }

  /** The code may put a key together: then it names the part before one of its dots. */
  private static boolean named(String code, String key) {
    if (code.contains("\"" + key + "\"")) {
      return true;
    }
    for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      String start = key.substring(0, dot);
      if (code.contains("\"" + start + ".\"")
          || (key.substring(dot).matches("\\.(one|many)") && code.contains("\"" + start + "\""))) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> inViews() throws IOException {
    return IN_VIEWS
        .matcher(all(".mustache"))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String all(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      var text = new StringBuilder();
      for (Path file : files
          .filter(path -> path.toString().endsWith(suffix) && path.toString().contains("pages"))
          .toList()) {
        text.append(Files.readString(file));
      }
      return text.toString();
    }
  }

  private static Set<String> places(String text) {
    return PLACES
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> texts(String language) throws IOException {
    String file = "texts_" + language + ".properties";
    var properties = new Properties();
    try (var in = Objects.requireNonNull(Texts.class.getResourceAsStream(file), file)) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    var texts = new TreeMap<String, String>();
    properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
    return texts;
  }
}
