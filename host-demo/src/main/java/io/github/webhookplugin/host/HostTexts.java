package io.github.webhookplugin.host;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** What this host's own pages say, in one language. Immutable. */
final class HostTexts {
  private static final Map<Locale, HostTexts> ALL = Map.of(
      Locale.ENGLISH,
      new HostTexts("texts_en.properties"),
      Locale.SIMPLIFIED_CHINESE,
      new HostTexts("texts_zh_CN.properties"));

  private final Properties texts = new Properties();

  private HostTexts(String file) {
    try (var in = HostTexts.class.getResourceAsStream("/host/" + file)) {
      texts.load(new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static HostTexts in(Locale locale) {
    return Objects.requireNonNull(ALL.get(locale), locale::toString);
  }

  /** The text of this key, with {@code {0}}, {@code {1}} ... replaced. */
  String say(String key, Object... values) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no text has the key " + key);
    }
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return text;
  }

  /** A page's template with each {@code @key@} replaced by the text, escaped. */
  String fill(String template) {
    String filled = template;
    for (String key : texts.stringPropertyNames()) {
      filled = filled.replace("@" + key + "@", Markup.escaped(texts.getProperty(key)));
    }
    return filled;
  }
}
