package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.NotificationEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The event that every side sends; its body is about 600 bytes. */
final class Samples {
  /** How many requests every side has under way at once. */
  static final int IN_FLIGHT = 64;

  static final String CONTENT_TYPE = "application/json; charset=utf-8";
  private static final String MESSAGE =
      "The nightly import of \"orders\" has finished.\n1,204 rows were read, 1,198 were written and 6 were left out"
          + " because their customer is unknown: 10477, 10481, 10502, 10533, 10534 and 10590.\nThe next run is planned"
          + " for tomorrow at 02:30; run it by hand if the six are to be in the morning's report.";

  private static final int SEVERAL = 10;
  private static final String TYPE = "task.finished";
  /** The type of events that were in the store before; otherwise they are the same. */
  static final String EARLIER_TYPE = "task.earlier";

  private Samples() {}

  /** One service at the receiver, as settings. */
  static Map<String, Object> service(int port, int concurrency) {
    return service("Receiver", port, concurrency);
  }

  /** Ten services that have about as many requests under way together as one has elsewhere. */
  static List<Map<String, Object>> severalServices(int port) {
    return IntStream.rangeClosed(1, SEVERAL)
        .mapToObj(i -> service("Receiver " + i, port, IN_FLIGHT / SEVERAL))
        .toList();
  }

  private static Map<String, Object> service(String name, int port, int concurrency) {
    return Map.of(
        "name", name, "url", "http://127.0.0.1:" + port + "/hook", "concurrency", concurrency);
  }

  static NotificationEvent.Builder event(long number) {
    return event(TYPE, number);
  }

  /** One that was in the store before. */
  static NotificationEvent earlierEvent() {
    return event(EARLIER_TYPE, 0).build();
  }

  private static NotificationEvent.Builder event(String type, long number) {
    return NotificationEvent.of(type)
        .title("Nightly import " + number)
        .subTitle("orders")
        .message(MESSAGE)
        .logo("https://example.org/static/logo.png")
        .image("https://example.org/charts/nightly-import.png");
  }
}
