package io.github.webhookplugin.editing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts of several lines, which browsers post with line breaks of their own. */
final class TextKept {
  private TextKept() {}

  /** Puts a text that was typed, or leaves what is there if only line breaks differ. */
  static void put(Map<String, @Nullable Object> document, String name, String typed) {
    if (!(document.get(name) instanceof String before) || !same(before, typed)) {
      document.put(name, typed);
    }
  }

  private static boolean same(String before, String typed) {
    return before.replace("\r\n", "\n").replace('\r', '\n').equals(typed);
  }
}
