package io.github.webhookplugin.settings;

import org.jspecify.annotations.Nullable;

/**
 * A header or query parameter as it came in.
 *
 * @param value null: keep what is stored
 * @param secret null: not said
 * @param readable whether it is worth a closer look; if not, its problem is already known
 */
record Row(
    Where where,
    String name,
    @Nullable String value,
    @Nullable Boolean secret,
    boolean readable) {
  static Row unreadable(Where where) {
    return new Row(where, "", "", false, false);
  }

  @Override
  public String toString() {
    return "Row[" + where.name() + "]";
  }
}
