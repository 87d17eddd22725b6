package io.github.webhookplugin.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Goes so many times as fast as the clock it starts from. Shared between threads. */
final class FastClock extends Clock {
  private final Clock real;
  private final int speed;
  private final Instant start;

  FastClock(Clock real, int speed) {
    this(real, speed, real.instant());
  }

  private FastClock(Clock real, int speed, Instant start) {
    this.real = real;
    this.speed = speed;
    this.start = start;
  }

  @Override
  public Instant instant() {
    return start.plus(Duration.between(start, real.instant()).multipliedBy(speed));
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new FastClock(real.withZone(zone), speed, start);
  }
}
