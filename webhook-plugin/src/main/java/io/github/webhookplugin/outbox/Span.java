package io.github.webhookplugin.outbox;

/**
 * A part of the log, and from which end it is read.
 *
 * @param from the smallest key
 * @param below all keys are smaller
 */
public record Span(long from, long below, boolean newestFirst) {
  public static final Span ALL = new Span(0, Long.MAX_VALUE, true);

  /** The lines that are older than one, the newest of them first. */
  public static Span olderThan(long delivery) {
    return new Span(0, delivery, true);
  }

  /** The lines that are newer than one, the oldest of them first. */
  public static Span newerThan(long delivery) {
    return new Span(delivery + 1, Long.MAX_VALUE, false);
  }

  /** As much of this as lies between its beginning and a line. */
  Span upto(long delivery) {
    return newestFirst
        ? new Span(Math.max(from, delivery), below, true)
        : new Span(from, Math.min(below, delivery + 1), false);
  }
}
