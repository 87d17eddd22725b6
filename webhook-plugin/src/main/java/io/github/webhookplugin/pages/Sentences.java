package io.github.webhookplugin.pages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts what the engine and the JSON API say in English into the language of the pages. They say many hundred sentences,
 * store some of them with deliveries, and know no languages; so each sentence is found again by its words. What is not
 * known stays English. Immutable, shared between threads.
 */
final class Sentences {
  /** Says everything as it is. */
  static final Sentences ENGLISH = new Sentences(List.of());

  /** Nothing that long is said here. */
  private static final int MAX_LENGTH = 8_000;

  private static final int MAX_DEPTH = 6;

  /** What stands between things that are listed, and how it is written. */
  private static final Map<String, String> BETWEEN = Map.of("; ", "；", " and ", "和");

  private final Map<String, String> fixed = new HashMap<>();
  private final Map<String, List<SentencePattern>> byFirstWord = new HashMap<>();
  private final int longest;

  private Sentences(List<String> lines) {
    var patterns = new ArrayList<SentencePattern>();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      String english = lines.get(i);
      if (english.startsWith(" ") || !lines.get(i + 1).startsWith("  ")) {
        throw new IllegalArgumentException("not a sentence and its translation: " + english);
      }
      String translation = lines.get(i + 1).substring(2);
      var pattern = new SentencePattern(english, translation);
      if (pattern.fixed() && fixed.put(english, translation) != null) {
        throw new IllegalArgumentException("here twice: " + english);
      }
      patterns.add(pattern);
    }
    longest = patterns.stream().mapToInt(SentencePattern::sentences).max().orElse(1);
    patterns.stream()
        .filter(pattern -> !pattern.fixed())
        .sorted(Comparator.comparingInt(SentencePattern::weight).reversed())
        .forEach(pattern -> byFirstWord
            .computeIfAbsent(pattern.firstWord(), word -> new ArrayList<>())
            .add(pattern));
  }

  /** Reads {@code sentences_LANGUAGE.txt}: a line in English, a line indented by two blanks in the other language. */
  static Sentences load(String language) {
    String file = "sentences_" + language + ".txt";
    try (var in = Objects.requireNonNull(Sentences.class.getResourceAsStream(file), file);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new Sentences(
          lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One or several sentences, or some words; each part that is known is translated. */
  String say(String english) {
    return fixed.isEmpty() || english.length() > MAX_LENGTH ? english : say(english, 0);
  }

  /** Says whether every sentence of a text is known, apart from what stands at places of them. */
  boolean knows(String english) {
    return parts(english, 0).stream().allMatch(Part::known);
  }

  private String say(String english, int depth) {
    var text = new StringBuilder();
    boolean knew = true;
    for (Part part : parts(english, depth)) {
      if (!text.isEmpty() && !(knew && part.known())) {
        text.append(' ');
      }
      text.append(part.text());
      knew = part.known();
    }
    return text.toString();
  }

  /** Some sentences together, or one that nobody knows. */
  private record Part(String text, boolean known) {}

  private List<Part> parts(String english, int depth) {
    List<String> sentences = SentenceEnds.split(english);
    var parts = new ArrayList<Part>();
    int at = 0;
    while (at < sentences.size()) {
      int next = Math.min(sentences.size(), at + longest);
      String translation = null;
      while (next > at && translation == null) {
        translation = together(String.join(" ", sentences.subList(at, next)), next - at, depth);
        next -= translation == null ? 1 : 0;
      }
      parts.add(
          new Part(translation == null ? sentences.get(at) : translation, translation != null));
      at = translation == null ? at + 1 : next;
    }
    return parts;
  }

  private @Nullable String together(String english, int sentences, int depth) {
    String known = fixed.get(english);
    if (known != null || depth > MAX_DEPTH) {
      return known;
    }
    String listed = listed(english, depth);
    return listed != null ? listed : fitting(english, sentences, depth);
  }

  /** Several things that are all known, with a word or sign between them. */
  private @Nullable String listed(String english, int depth) {
    for (var between : BETWEEN.entrySet()) {
      List<String> pieces = SentenceEnds.pieces(english, between.getKey());
      if (pieces.size() > 1) {
        List<@Nullable String> known =
            pieces.stream().map(piece -> together(piece, 1, depth + 1)).toList();
        if (known.stream().allMatch(Objects::nonNull)) {
          return String.join(between.getValue(), known);
        }
      }
    }
    return null;
  }

  private @Nullable String fitting(String english, int sentences, int depth) {
    int blank = english.indexOf(' ');
    String first = blank < 0 ? english : english.substring(0, blank);
    return Stream.of(first, "")
        .flatMap(word -> byFirstWord.getOrDefault(word, List.of()).stream())
        .filter(pattern -> pattern.sentences() == sentences)
        .map(pattern -> pattern.translate(english, value -> say(value, depth + 1)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
