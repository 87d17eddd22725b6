package io.github.webhookplugin.rendering;

import org.jspecify.annotations.Nullable;

/**
 * Where in its list an item stands: {@code {{index}}} counts from 0; {@code {{#first}}}, {@code {{^last}}}. Lies under
 * the item, so an item's own keys of these names win.
 */
record Position(int index, int size) implements Scope {
  @Override
  public @Nullable Object lookup(String name) {
    return switch (name) {
      case "first" -> index == 0;
      case "last" -> index == size - 1;
      case "index" -> index;
      default -> null;
    };
  }
}
