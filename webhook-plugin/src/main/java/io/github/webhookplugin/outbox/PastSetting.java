package io.github.webhookplugin.outbox;

/**
 * A settings document as it was once.
 *
 * @param version of all settings, which this document came with
 * @param at when, milliseconds since 1970
 * @param who made the change
 */
public record PastSetting(long version, long at, String who, String document) {}
