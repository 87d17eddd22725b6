package io.github.webhookplugin.receivers;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Requests to a simulator, and a clock to turn. */
final class Ask extends Clock {
  private Instant now;

  private Ask(Instant now) {
    this.now = now;
  }

  static Ask at(long epochSecond) {
    return new Ask(Instant.ofEpochSecond(epochSecond));
  }

  void forward(Duration duration) {
    now = now.plus(duration);
  }

  /** A POST to the simulator's own path. */
  static Answer post(Simulator simulator, String body, String... headers) {
    return postTo(simulator.path(), simulator, body, headers);
  }

  /** A POST to another path. */
  static Answer postTo(String pathAndQuery, Simulator simulator, String body, String... headers) {
    var named = new HashMap<String, String>(Map.of("content-type", "application/json"));
    for (int i = 0; i < headers.length; i += 2) {
      named.put(headers[i], headers[i + 1]);
    }
    int query = pathAndQuery.indexOf('?');
    return simulator.receive(new Request(
        "POST",
        "http://127.0.0.1/" + simulator.name(),
        query < 0 ? pathAndQuery : pathAndQuery.substring(0, query),
        query < 0 ? "" : pathAndQuery.substring(query + 1),
        named,
        body.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
