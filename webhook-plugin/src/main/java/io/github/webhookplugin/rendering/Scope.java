package io.github.webhookplugin.rendering;

import org.jspecify.annotations.Nullable;

/** Names that templates may use and that are no part of a value. */
interface Scope {
  /** What a name stands for; null if this scope does not know it. */
  @Nullable
  Object lookup(String name);
}
