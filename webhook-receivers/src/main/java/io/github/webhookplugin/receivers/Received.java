package io.github.webhookplugin.receivers;

import java.time.Instant;

/** One request in a simulator's memory: when it came, what it was, what was answered and why. */
public record Received(Instant at, Request request, Answer answer) {
  /** Whether the receiver acted. */
  public boolean taken() {
    return answer.taken();
  }

  /** Why it did or did not. */
  public String verdict() {
    return answer.verdict();
  }
}
