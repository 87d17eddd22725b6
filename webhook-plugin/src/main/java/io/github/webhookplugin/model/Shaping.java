package io.github.webhookplugin.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service's events become requests over time.
 *
 * @param rates how often it may be called: each request must keep all of them; empty: as often as events come
 * @param rateGroup the name of the group whose limit holds too; null: none
 * @param batching several events in one request
 * @param digest what to do when the rate is used up; null: events wait their turn
 * @param ordered one request at a time, in the order of publishing
 */
public record Shaping(
    List<RateLimit> rates,
    @Nullable String rateGroup,
    Batching batching,
    @Nullable Digest digest,
    boolean ordered) {
  public static final Shaping NONE = new Shaping(List.of(), null, Batching.NONE, null, false);

  public Shaping {
    rates = List.copyOf(rates);
  }

  /** The same with the rates of another group. */
  public Shaping inGroup(String name) {
    return new Shaping(rates, name, batching, digest, ordered);
  }

  /** Whether several events may go into one request. */
  public boolean mergesEvents() {
    return batching.on() || digest != null;
  }

  /** The template of a request's body that has several events. */
  public String together() {
    return !batching.on() && digest != null ? digest.body() : batching.body();
  }

  /**
   * Several events in one request (seed row W-46).
   *
   * @param size the most events of one request, 1 to 500; 1: every event has its own
   * @param longestWait how long the first event waits for others at most, 0 to 1 hour
   * @param body the template of a batch's body, over {@code {{#events}}}
   */
  public record Batching(int size, Duration longestWait, String body) {
    public static final int MAX_SIZE = 500;
    public static final Duration MAX_WAIT = Duration.ofHours(1);
    public static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
    /** Each event has the fields of the single body of AMMDS (seed row A-37). */
    public static final String DEFAULT_BODY = """
        {
          "event": "batch",
          "count": {{eventCount}},
          "sign": "{{sign}}",
          "events": [
            {{#events}}
            {
              "id": "{{eventId}}",
              "event": "{{type}}",
              "title": "{{title}}",
              "message": "{{message}}",
              "timestamp": "{{time}}",
              "data": {
                "logo": "{{logo}}",
                "image": "{{image}}"
              }
            },
            {{/events}}
          ]
        }
        """;

    public static final Batching NONE = new Batching(1, DEFAULT_WAIT, DEFAULT_BODY);

    public boolean on() {
      return size > 1;
    }
  }

  /**
   * Events that wait because the rate is used up are merged into one message (feature N-05).
   *
   * @param size the most events of one message, 2 to 500
   * @param body the template of the message's body, over {@code {{#events}}}
   */
  public record Digest(int size, String body) {
    public static final int DEFAULT_SIZE = 100;
    /** Of the same shape as the single body of AMMDS, so that a receiver for that one takes it. */
    public static final String DEFAULT_BODY = """
        {
          "event": "digest",
          "title": "{{eventCount}} events",
          "message": "{{#events}}{{title}} {{message}}{{^last}}\\n{{/last}}{{/events}}",
          "timestamp": "{{sentAt}}",
          "data": {
            "logo": "",
            "image": "",
            "sign": "{{sign}}"
          }
        }
        """;
  }
}
