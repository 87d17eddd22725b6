package io.github.webhookplugin.kit;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the kit itself says, in one language. Immutable. Not a {@code ResourceBundle}: its cache keeps class loaders.
 */
final class Texts {
  private static final Texts ENGLISH = load("en", Locale.ENGLISH);
  private static final Texts CHINESE = load("zh_CN", Locale.SIMPLIFIED_CHINESE);

  private final Locale locale;
  private final Map<String, String> texts;

  private Texts(Locale locale, Map<String, String> texts) {
    this.locale = locale;
    this.texts = texts;
  }

  /** Those for a reader: Chinese or English. */
  static Texts of(Locale reader) {
    return reader.getLanguage().equals("zh") ? CHINESE : ENGLISH;
  }

  private static Texts load(String language, Locale locale) {
    var properties = new Properties();
    try {
      properties.load(new StringReader(Resources.text("kit_" + language + ".properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var texts = new TreeMap<String, String>();
    properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
    return new Texts(locale, texts);
  }

  Locale locale() {
    return locale;
  }

  /** All of them by their keys, for views. */
  Map<String, String> all() {
    return texts;
  }

  /** A text with its places filled ({@link MessageFormat}: an apostrophe is written twice). */
  String say(String key, Object... values) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("there is no text '" + key + "'");
    }
    return values.length == 0 ? text : new MessageFormat(text, locale).format(values);
  }
}
