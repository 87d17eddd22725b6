package io.github.webhookplugin.verdict;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.regex.MatchResult;

/**
 * A regular expression that takes time in proportion to the text, whatever either of them is (RE2). Both are bounded:
 * the product of the two is what one look costs. Immutable, shared between threads.
 */
public final class TextPattern {
  public static final int MAX_LENGTH = 200;
  /** So much of an answer's start is looked at, in characters. */
  static final int MAX_TEXT = 8 * 1024;

  /** RE2 writes repetitions out. */
  private static final int MAX_REPETITIONS = 200;

  private static final int MAX_PROGRAM = 400;

  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

  private final Pattern pattern;

  private TextPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** What is wrong with an expression, in a sentence; empty if it can be used. */
  public static Optional<String> problem(String expression) {
    if (expression.isEmpty()) {
      return Optional.of("Enter a regular expression, or remove this.");
    }
    if (expression.length() > MAX_LENGTH) {
      return Optional.of("Expected at most " + MAX_LENGTH + " characters. Shorten it.");
    }
    if (repetitions(expression) > MAX_REPETITIONS) {
      return Optional.of(
          "The numbers in {…} multiply to more than " + MAX_REPETITIONS + ". Use + or * instead.");
    }
    try {
      return Pattern.compile(expression).programSize() > MAX_PROGRAM
          ? Optional.of("This regular expression is too large. Use fewer repetitions.")
          : Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("Not a regular expression of RE2 syntax: " + e.getDescription()
          + ". Look-ahead, look-behind and back references are not part of it.");
    }
  }

  static TextPattern compile(String expression) {
    return new TextPattern(Pattern.compile(expression));
  }

  /** Whether it fits somewhere in the start of a text. */
  boolean fits(String text) {
    return pattern
        .matcher(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text)
        .find();
  }

  /** All numbers of repetitions, multiplied: as if each were inside the other. */
  private static long repetitions(String expression) {
    long product = 1;
    for (MatchResult found : REPETITION.matcher(expression).results().toList()) {
      String most =
          found.group(2) == null || found.group(2).isEmpty() ? found.group(1) : found.group(2);
      product *= Math.max(1, Math.max(Long.parseLong(most), Long.parseLong(found.group(1))));
      if (product > MAX_REPETITIONS) {
        return product;
      }
    }
    return product;
  }
}
