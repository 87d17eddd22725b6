package io.github.webhookplugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class HostTextsTest {
  @Test
  void both_languages_say_the_same_things() throws Exception {
    var english = texts("en");
    var chinese = texts("zh_CN");

    assertThat(chinese.stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    assertThat(english.values()).allSatisfy(text -> assertThat(text.toString()).isNotBlank());
  }

  private static Properties texts(String language) throws Exception {
    var texts = new Properties();
    try (var in = Files.newBufferedReader(
        Path.of("src/main/resources/host/texts_" + language + ".properties"))) {
      texts.load(in);
    }
    return texts;
  }
}
