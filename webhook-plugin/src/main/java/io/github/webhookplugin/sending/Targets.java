package io.github.webhookplugin.sending;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads URLs and remembers what it read: most services have one address for all their events. Shared between threads. */
final class Targets {
  private static final int MOST = 1_000;

  private final Map<String, Optional<Target>> known = new ConcurrentHashMap<>();

  /** As {@link Target#of}. */
  Optional<Target> of(String url) {
    Optional<Target> before = known.get(url);
    if (before != null) {
      return before;
    }
    if (known.size() >= MOST) {
      // addresses with an event's values in them hardly come again
      known.clear();
    }
    Optional<Target> read = Target.of(url);
    known.put(url, read.map(Target::again));
    return read;
  }

  int size() {
    return known.size();
  }
}
