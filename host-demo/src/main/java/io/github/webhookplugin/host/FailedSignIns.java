package io.github.webhookplugin.host;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing down: after ten wrong tokens within a minute an address has to wait, with a right one too. Shared
 * between threads.
 */
final class FailedSignIns {
  static final int MOST = 10;
  static final Duration SPAN = Duration.ofMinutes(1);

  private static final int MOST_ADDRESSES = 10_000;

  private final InstantSource clock;
  private final Map<String, Deque<Instant>> byAddress = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
      return size() > MOST_ADDRESSES;
    }
  };

  FailedSignIns(InstantSource clock) {
    this.clock = clock;
  }

  /** Goes on only if the address may show a token now. */
  synchronized void check(String address) {
    Deque<Instant> failures = byAddress.getOrDefault(address, new ArrayDeque<>());
    Instant now = clock.instant();
    while (!failures.isEmpty() && !failures.peekFirst().plus(SPAN).isAfter(now)) {
      failures.removeFirst();
    }
    if (failures.isEmpty()) {
      byAddress.remove(address);
    }
    if (failures.size() >= MOST) {
      long wait = Duration.between(now, failures.getFirst().plus(SPAN)).toSeconds() + 1;
      throw Problem.of(429, "too many wrong tokens; try again in " + wait + " s")
          .header("Retry-After", String.valueOf(wait));
    }
  }

  /** Counts a wrong token; true if the address has to wait from now on. */
  synchronized boolean add(String address) {
    Deque<Instant> failures = byAddress.computeIfAbsent(address, unused -> new ArrayDeque<>(MOST));
    failures.addLast(clock.instant());
    return failures.size() == MOST;
  }
}
