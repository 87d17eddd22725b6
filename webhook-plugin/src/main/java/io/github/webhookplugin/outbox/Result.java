package io.github.webhookplugin.outbox;

import org.jspecify.annotations.Nullable;

/** How a delivery ended, as the log keeps it. */
public enum Result {
  DELIVERED(1),
  FAILED(2),
  SKIPPED(3);

  private final int code;

  Result(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /**
   * The condition that {@code l}, a row of the log, was not delivered, in the words of the index over all services or over
   * each: SQLite does not know that they mean the same, and would walk through all services for one.
   *
   * @param service its number; null: all
   */
  static String troubleOf(@Nullable Integer service) {
    return service == null ? " AND l.result <> 1" : " AND l.result > 1";
  }

  static Result of(int code) {
    for (Result result : values()) {
      if (result.code == code) {
        return result;
      }
    }
    throw new IllegalArgumentException("the log holds an unknown result: " + code);
  }
}
