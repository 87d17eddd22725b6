package io.github.webhookplugin.host;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is signed in with a browser, by the random id in its cookie. Kept in memory; shared between threads. */
final class Sessions {
  static final Duration LONGEST_IDLE = Duration.ofHours(12);

  private static final int MOST = 1_000;

  private final InstantSource clock;
  /** The one that was used least lately first. */
  private final Map<String, Session> byId = new LinkedHashMap<>(16, 0.75f, true);

  private record Session(Account account, Instant used) {}

  Sessions(InstantSource clock) {
    this.clock = clock;
  }

  /** Begins a session and gives its id; beyond 1,000 the one that was idle for longest ends. */
  synchronized String begin(Account account) {
    if (byId.size() >= MOST) {
      byId.remove(byId.keySet().iterator().next());
    }
    String id = Tokens.random();
    byId.put(id, new Session(account, clock.instant()));
    return id;
  }

  /** Whose session this is, which goes on for another 12 hours. */
  synchronized Optional<Account> account(@Nullable String id) {
    Session session = id == null ? null : byId.get(id);
    if (session == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (session.used.plus(LONGEST_IDLE).isBefore(now)) {
      byId.remove(id);
      return Optional.empty();
    }
    byId.put(id, new Session(session.account, now));
    return Optional.of(session.account);
  }

  synchronized void end(@Nullable String id) {
    if (id != null) {
      byId.remove(id);
    }
  }
}
