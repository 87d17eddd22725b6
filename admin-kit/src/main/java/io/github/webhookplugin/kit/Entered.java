package io.github.webhookplugin.kit;

import org.jspecify.annotations.Nullable;

/**
 * What somebody entered for one setting.
 *
 * @param typed as it was entered, to be shown again
 * @param value what it means for the plugin; null if it means nothing or is to stay as it is
 * @param error what is wrong with it; empty if nothing is
 */
record Entered(String typed, @Nullable Object value, String error) {
  static Entered of(String typed, Object value) {
    return new Entered(typed, value, "");
  }

  static Entered wrong(String typed, String error) {
    return new Entered(typed, null, error);
  }

  static Entered unchanged(String typed) {
    return new Entered(typed, null, "");
  }
}
