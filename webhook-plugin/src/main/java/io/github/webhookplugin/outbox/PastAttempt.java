package io.github.webhookplugin.outbox;

import org.jspecify.annotations.Nullable;

/** An attempt as stored: when it started in milliseconds since 1970, how many milliseconds it took, what came of it. */
public record PastAttempt(
    int number, long at, long elapsed, @Nullable Integer status, String sentence, String excerpt) {}
