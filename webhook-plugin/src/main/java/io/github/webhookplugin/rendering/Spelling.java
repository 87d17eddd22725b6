package io.github.webhookplugin.rendering;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody probably meant. Pure. */
public final class Spelling {
  private static final int MAX_LENGTH = 40;

  private Spelling() {}

  /** The known word that is at most two typing errors away, fewer for short words. */
  public static Optional<String> closest(String word, Collection<String> known) {
    if (word.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return known.stream()
        .filter(candidate -> errors(word, candidate) <= Math.min(2, candidate.length() / 2))
        .min(Comparator.comparingInt(candidate -> errors(word, candidate)));
  }

  /** " Did you mean “x”?", or nothing. */
  public static String suggestion(String word, Collection<String> known) {
    return closest(word, known).map(meant -> " Did you mean “" + meant + "”?").orElse("");
  }

  /** Levenshtein distance; neither case nor the separators of snake_case and kebab-case count. */
  private static int errors(String left, String right) {
    String a = plain(left);
    String b = plain(right);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
