package io.github.webhookplugin.pages;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * The texts of the pages in one language. Shared between threads. Not a {@code ResourceBundle}, whose cache keeps class
 * loaders.
 */
final class Texts {
  private final Locale locale;
  private final Map<String, String> texts;
  private final Map<String, Object> tree;
  private final Sentences sentences;

  private Texts(Locale locale, Map<String, String> texts, Sentences sentences) {
    this.locale = locale;
    this.texts = texts;
    this.tree = tree(texts);
    this.sentences = sentences;
  }

  /** Reads {@code texts_LANGUAGE.properties} and, unless it is English, {@code sentences_LANGUAGE.txt}. */
  static Texts load(String language, Locale locale) {
    String file = "texts_" + language + ".properties";
    var properties = new Properties();
    try (var in = Objects.requireNonNull(Texts.class.getResourceAsStream(file), file)) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var texts = new LinkedHashMap<String, String>();
    properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
    var sentences = language.equals("en") ? Sentences.ENGLISH : Sentences.load(language);
    return new Texts(locale, texts, sentences);
  }

  Locale locale() {
    return locale;
  }

  /**
   * A text with its places filled in ({@link MessageFormat}: an apostrophe is written twice).
   *
   * @throws IllegalArgumentException if there is no such text
   */
  String say(String key, Object... values) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("there is no text '" + key + "'");
    }
    return values.length == 0 ? text : new MessageFormat(text, locale).format(values);
  }

  /** For one thing or for many: the text {@code key.one} or {@code key.many}, with the number first. */
  String count(String key, long number, Object... more) {
    var values = new Object[more.length + 1];
    values[0] = number;
    System.arraycopy(more, 0, values, 1, more.length);
    return say(key + (number == 1 ? ".one" : ".many"), values);
  }

  /** For what the API says in English. */
  Sentences sentences() {
    return sentences;
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  /** All of them for views: {@code a.b} is {@code b} in {@code a}. */
  Map<String, Object> tree() {
    return tree;
  }

  private static Map<String, Object> tree(Map<String, String> texts) {
    var root = new LinkedHashMap<String, Object>();
    texts.forEach((key, text) -> {
      Map<String, Object> at = root;
      String[] parts = key.split("\\.");
      for (int i = 0; i < parts.length - 1; i++) {
        at = branch(at, parts[i], key);
      }
      if (at.put(parts[parts.length - 1], text) != null) {
        throw new IllegalArgumentException("the text '" + key + "' is a branch as well");
      }
    });
    return root;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> branch(Map<String, Object> at, String part, String key) {
    Object branch = at.computeIfAbsent(part, name -> new LinkedHashMap<String, Object>());
    if (branch instanceof Map) {
      return (Map<String, Object>) branch;
    }
    throw new IllegalArgumentException("a branch of the text '" + key + "' is a text as well");
  }
}
