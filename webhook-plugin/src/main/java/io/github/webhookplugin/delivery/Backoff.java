package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.OneLine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long the store thread leaves a failing store alone. Belongs to the store thread; trouble() to any. */
final class Backoff {
  private static final Logger log = LoggerFactory.getLogger(Backoff.class);
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private Duration wait = FIRST;
  private long until;
  private volatile @Nullable String trouble;

  void failed(Throwable cause) {
    if (trouble == null) {
      log.warn("the store failed and is tried again: {}", OneLine.of(cause.getMessage()));
    }
    trouble = String.valueOf(cause.getMessage());
    until = System.nanoTime() + wait.toNanos();
    wait = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
  }

  void succeeded() {
    if (trouble != null) {
      log.info("the store works again");
      trouble = null;
      wait = FIRST;
    }
  }

  boolean active() {
    return trouble != null && left().compareTo(Duration.ZERO) > 0;
  }

  Duration left() {
    return Duration.ofNanos(until - System.nanoTime());
  }

  @Nullable
  String trouble() {
    return trouble;
  }
}
