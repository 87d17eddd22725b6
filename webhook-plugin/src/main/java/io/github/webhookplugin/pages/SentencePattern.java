package io.github.webhookplugin.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sentence with places, in English and in another language. Immutable.
 *
 * <p>In the English, {@code {0}} stands for any text of one character or more, {@code {0#}} for a number. In the other
 * language {@code {0}} is that text as it is, {@code <0>} the same translated.
 */
final class SentencePattern {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)(#?)}");
  private static final Pattern FILLED = Pattern.compile("\\{(\\d)}|<(\\d)>");
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,.]*");

  /** One more than there are places. */
  private final List<String> literals = new ArrayList<>();

  private final List<Boolean> numbers = new ArrayList<>();
  private final String translation;
  private final int sentences;

  SentencePattern(String english, String translation) {
    Matcher place = PLACE.matcher(english);
    int done = 0;
    while (place.find()) {
      if (!place.group(1).equals(String.valueOf(numbers.size()))) {
        throw new IllegalArgumentException("the places are not in order: " + english);
      }
      literals.add(english.substring(done, place.start()));
      numbers.add(!place.group(2).isEmpty());
      done = place.end();
    }
    literals.add(english.substring(done));
    Matcher filled = FILLED.matcher(translation);
    while (filled.find()) {
      if (number(filled) >= numbers.size()) {
        throw new IllegalArgumentException("there is no such place: " + translation);
      }
    }
    this.translation = translation;
    this.sentences = SentenceEnds.split(english).size();
  }

  /** How many sentences it is; what a place stands for never goes over the end of one. */
  int sentences() {
    return sentences;
  }

  boolean fixed() {
    return numbers.isEmpty();
  }

  /** How much of it is fixed: of two that fit, the longer one says more. */
  int weight() {
    return literals.stream().mapToInt(String::length).sum();
  }

  /** The first word, if it is fixed; else empty. */
  String firstWord() {
    int blank = literals.get(0).indexOf(' ');
    return blank < 0 ? "" : literals.get(0).substring(0, blank);
  }

  /** The translation of a text that fits; null if it does not. */
  @Nullable
  String translate(String english, UnaryOperator<String> inner) {
    List<String> values = values(english);
    if (values == null) {
      return null;
    }
    return FILLED
        .matcher(translation)
        .replaceAll(filled -> Matcher.quoteReplacement(
            filled.group(1) != null
                ? values.get(Integer.parseInt(filled.group(1)))
                : inner.apply(values.get(Integer.parseInt(filled.group(2))))));
  }

  /** What stands at the places; null if the text does not fit. */
  private @Nullable List<String> values(String english) {
    String last = literals.get(literals.size() - 1);
    int end = english.length() - last.length();
    if (!english.startsWith(literals.get(0)) || !english.endsWith(last)) {
      return null;
    }
    var values = new ArrayList<String>();
    int at = literals.get(0).length();
    for (int i = 0; i < numbers.size(); i++) {
      boolean lastPlace = i == numbers.size() - 1;
      int next = lastPlace ? end : english.indexOf(literals.get(i + 1), at + 1);
      if (next <= at || next > end) {
        return null;
      }
      String value = english.substring(at, next);
      if (numbers.get(i) && !NUMBER.matcher(value).matches()) {
        return null;
      }
      values.add(value);
      at = next + literals.get(i + 1).length();
    }
    return values;
  }

  private static int number(Matcher filled) {
    return Integer.parseInt(filled.group(1) != null ? filled.group(1) : filled.group(2));
  }
}
