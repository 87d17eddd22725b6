package io.github.webhookplugin.receiving;

/**
 * A part of a request that carries a signature, its timestamp or the delivery's id.
 *
 * @param name of a header or query parameter; in a body the JSON pointer
 * @param value with {@code {{…}}}, as a recipe writes it; {@code {{sign}}} and {@code {{signTimestamp}}} too
 */
public record SignSpot(Kind kind, String name, String value) {
  /** The parts of a request. */
  public enum Kind {
    HEADER,
    QUERY,
    BODY
  }
}
