package io.github.webhookplugin.outbox;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a body so that it can be sent again.
 *
 * @param digest by which it is known when it is made again; 0: there was no body
 * @param kept the bytes, if they could not be made again; null: they can, or are stored already
 */
public record SentBody(long digest, byte @Nullable [] kept) {
  public static final SentBody NONE = new SentBody(0, null);
}
