package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.NotificationEvent;

/** The event that every side sends; its body is about 600 bytes. */
final class Samples {
  /** How many requests every side has under way at once. */
  static final int IN_FLIGHT = 64;

  static final String CONTENT_TYPE = "application/json; charset=utf-8";
  private static final String MESSAGE =
      "The nightly import of \"orders\" has finished.\n1,204 rows were read, 1,198 were written and 6 were left out"
          + " because their customer is unknown: 10477, 10481, 10502, 10533, 10534 and 10590.\nThe next run is planned"
          + " for tomorrow at 02:30; run it by hand if the six are to be in the morning's report.";

  private Samples() {}

  static NotificationEvent.Builder event(long number) {
    return NotificationEvent.of("task.finished")
        .title("Nightly import " + number)
        .subTitle("orders")
        .message(MESSAGE)
        .logo("https://example.org/static/logo.png")
        .image("https://example.org/charts/nightly-import.png");
  }
}
