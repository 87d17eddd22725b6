package io.github.webhookplugin.api;

/**
 * How a channel is doing.
 *
 * @param state what a monitor should make of it
 * @param message one sentence for people
 * @param waiting deliveries that are stored and not ended yet, as of the last look
 */
public record Health(State state, String message, long waiting) {
  /** From fine to not working. */
  public enum State {
    UP,
    /** Accepting, but something needs a look: for example the store failed a moment ago and is tried again. */
    DEGRADED,
    DOWN
  }
}
