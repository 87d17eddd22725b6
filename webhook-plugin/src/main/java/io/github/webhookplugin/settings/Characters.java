package io.github.webhookplugin.settings;

import java.util.function.IntPredicate;

/** Kinds of characters that some texts must not have. */
final class Characters {
  private Characters() {}

  /** C0, DEL and C1. */
  static boolean isControl(int c) {
    return Character.getType(c) == Character.CONTROL;
  }

  /** Half of a pair that lost its other half: such a text cannot be stored or sent as UTF-8. */
  static boolean isSurrogate(int c) {
    return Character.getType(c) == Character.SURROGATE;
  }

  static boolean any(String text, IntPredicate kind) {
    return text.codePoints().anyMatch(kind);
  }

  static int count(String text) {
    return text.codePointCount(0, text.length());
  }
}
