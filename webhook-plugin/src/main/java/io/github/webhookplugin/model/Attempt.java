package io.github.webhookplugin.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request for one delivery, as it went.
 *
 * @param number 1 for the first
 * @param status what the receiver answered; null if it did not
 * @param excerpt the start of the answer's text, without secrets; empty if there was none
 * @param missing why there was no answer; null if there was one, or nothing was sent
 */
public record Attempt(
    int number,
    Instant startedAt,
    Duration elapsed,
    @Nullable Integer status,
    Verdict verdict,
    String excerpt,
    Answer.@Nullable Kind missing) {
  /** The most of an answer that is kept, in characters. */
  public static final int MAX_EXCERPT = 2_000;

  public Attempt {
    if (number < 1) {
      throw new IllegalArgumentException("attempt number must be 1 or more, was " + number);
    }
  }

  /** One that was answered, or of which nothing was sent. */
  public Attempt(
      int number,
      Instant startedAt,
      Duration elapsed,
      @Nullable Integer status,
      Verdict verdict,
      String excerpt) {
    this(number, startedAt, elapsed, status, verdict, excerpt, null);
  }
}
