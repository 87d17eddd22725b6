package io.github.webhookplugin.api;

import org.jspecify.annotations.Nullable;

/**
 * Text from outside for a line of a log: of an event, a receiver, an admin or a request. What would begin another line, move
 * a terminal's cursor or turn the reading order is written as a backslash, a u and four hex digits, so that nobody can forge
 * an entry.
 */
public final class OneLine {
  private static final int LONGEST = 2_000;
  private static final int MOST_CAUSES = 8;

  private OneLine() {}

  /** The text on one line, at most 2,000 characters of it. */
  public static String of(@Nullable Object text) {
    String whole = String.valueOf(text);
    int end = Math.min(whole.length(), LONGEST);
    int safe = 0;
    while (safe < end && whole.charAt(safe) >= ' ' && whole.charAt(safe) < 0x7F) {
      safe++;
    }
    if (safe == whole.length()) {
      return whole;
    }
    var line = new StringBuilder(whole.substring(0, safe));
    for (int i = safe; i < end; ) {
      int point = whole.codePointAt(i);
      i += Character.charCount(point);
      if (isSafe(point)) {
        line.appendCodePoint(point);
      } else {
        for (char unit : Character.toChars(point)) {
          line.append(String.format("\\u%04X", (int) unit));
        }
      }
    }
    return whole.length() > LONGEST ? line.append('…').toString() : line.toString();
  }

  private static boolean isSafe(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE -> false;
      default -> true;
    };
  }

  /** What a log may show of an exception: the same classes and places, with messages on one line. */
  public static Throwable trace(Throwable thrown) {
    return Shown.of(thrown, MOST_CAUSES);
  }

  /** Looks like another exception. */
  private static final class Shown extends Throwable {
    private static final long serialVersionUID = 1L;

    private final String line;

    private Shown(String line, @Nullable Throwable cause) {
      super(line, cause, true, true);
      this.line = line;
    }

    /** Begins with the class of the other one. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
      return line;
    }

    static Shown of(Throwable thrown, int causes) {
      Throwable cause = thrown.getCause();
      var shown = new Shown(
          OneLine.of(thrown), cause == null || causes == 0 ? null : of(cause, causes - 1));
      shown.setStackTrace(thrown.getStackTrace());
      for (Throwable beside : thrown.getSuppressed()) {
        if (causes > 0) {
          shown.addSuppressed(of(beside, 0));
        }
      }
      return shown;
    }
  }
}
