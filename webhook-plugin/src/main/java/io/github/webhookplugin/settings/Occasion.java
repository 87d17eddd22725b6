package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.AuditAction;
import org.jspecify.annotations.Nullable;

/**
 * What a change of settings came with, for those who ask later.
 *
 * @param action that led to it; null: the change says it all
 * @param detail which one
 */
public record Occasion(@Nullable AuditAction action, String detail) {
  public static final Occasion EDIT = new Occasion(null, "");

  /** An import of a document in a dialect. */
  public static Occasion imported(String dialect) {
    return new Occasion(AuditAction.SETTINGS_IMPORTED, dialect);
  }

  /** A return to an earlier version. */
  public static Occasion restored(long version) {
    return new Occasion(AuditAction.SETTINGS_RESTORED, String.valueOf(version));
  }
}
