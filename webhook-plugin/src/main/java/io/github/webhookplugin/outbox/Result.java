package io.github.webhookplugin.outbox;

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

  static Result of(int code) {
    for (Result result : values()) {
      if (result.code == code) {
        return result;
      }
    }
    throw new IllegalArgumentException("the log holds an unknown result: " + code);
  }
}
