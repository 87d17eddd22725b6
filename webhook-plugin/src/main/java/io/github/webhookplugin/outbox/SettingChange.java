package io.github.webhookplugin.outbox;

import org.jspecify.annotations.Nullable;

/**
 * A change of one settings document.
 *
 * @param version of all settings, which it came with
 * @param name of the document: {@code global} or {@code service/<id>}
 * @param at when, milliseconds since 1970
 * @param who made it
 * @param document as it was then; null: it was removed
 * @param former the version of the change before; 0: this one is the first
 * @param formerDocument as it was before; null: there was none
 */
public record SettingChange(
    long version,
    String name,
    long at,
    String who,
    @Nullable String document,
    long former,
    @Nullable String formerDocument) {}
