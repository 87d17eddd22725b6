package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.JsonPointer;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What strangers wrote, inside our sentences: in one line, without characters that hide others, bounded. */
final class Shown {
  private static final int MAX_VALUE = 200;
  private static final int MAX_QUOTE = 60;
  private static final String NOTHING = "(nothing)";

  /** Control characters, lonely halves of characters, and what turns the direction of writing. */
  private static final Pattern UNSEEN = Pattern.compile(
      "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private Shown() {}

  static String value(@Nullable Object value, UnaryOperator<String> redaction) {
    if (value == JsonPointer.NOTHING) {
      return NOTHING;
    }
    if (value instanceof Map) {
      return "{…}";
    }
    if (value instanceof List) {
      return "[…]";
    }
    // secrets are known whole: what is shortened first may keep the half of one
    String line = line(redaction.apply(String.valueOf(value)));
    return line.isEmpty() ? NOTHING : bounded(line, MAX_VALUE);
  }

  /** A part of a rule or check, in quotation marks. */
  static String quote(String text) {
    return "“" + bounded(line(text), MAX_QUOTE) + "”";
  }

  private static String line(String text) {
    return BLANKS.matcher(UNSEEN.matcher(text).replaceAll(" ")).replaceAll(" ").strip();
  }

  /** Never ends in half a character. */
  private static String bounded(String line, int most) {
    if (line.length() <= most) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most;
    return line.substring(0, end) + "…";
  }
}
