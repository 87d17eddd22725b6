package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One service's token: got when it is needed, kept in memory, shared. One request for it is under way at a time, and
 * whoever needs the token meanwhile waits for what comes of that, on no thread. Shared between threads.
 */
final class TokenSource {
  /** What came of a request counts so long for all who ask next, so that a dead endpoint is not asked for each. */
  static final Duration REST = Duration.ofSeconds(1);

  private final Fetching fetching;
  private final Clock clock;
  private final List<Waiting> waiting = new ArrayList<>();
  private @Nullable Token held;
  private Found.@Nullable Failed failed;
  private Instant failedAt = Instant.EPOCH;

  TokenSource(Fetching fetching, Clock clock) {
    this.fetching = fetching;
    this.clock = clock;
  }

  /** Asks the endpoint, once. */
  interface Fetching {
    /** Never blocks; tells within the timeout, on any thread. */
    void fetch(Duration timeout, Consumer<Found> then);
  }

  /** What came of looking for a token. */
  sealed interface Found {
    /** {@code fresh}: it was waited for. */
    record Got(Token token, boolean fresh) implements Found {}

    record Failed(Answer.Failure failure) implements Found {
      /** The plugin is stopping. */
      boolean aborted() {
        return failure.kind() == Answer.Kind.ABORTED;
      }
    }
  }

  /** {@code until}: in the nanoseconds of {@link System#nanoTime}. */
  private record Waiting(long until, Consumer<Found> then) {}

  /** Finds the token: at once if it is there, else within the timeout. */
  void find(Duration timeout, Consumer<Found> then) {
    Found found;
    synchronized (this) {
      found = known();
      if (found == null) {
        waiting.add(new Waiting(System.nanoTime() + timeout.toNanos(), then));
        if (waiting.size() > 1) {
          return;
        }
      }
    }
    if (found == null) {
      fetch(timeout);
    } else {
      then.accept(found);
    }
  }

  /** Finds another token than one that a receiver refused. */
  void findInsteadOf(Token refused, Duration timeout, Consumer<Found> then) {
    synchronized (this) {
      if (refused.equals(held)) {
        held = null;
      }
    }
    find(timeout, then);
  }

  /** Null: nothing that is of use now. */
  private @Nullable Found known() {
    Instant now = clock.instant();
    if (held != null && held.usableAt(now)) {
      return new Found.Got(held, false);
    }
    boolean rests = !now.isBefore(failedAt) && now.isBefore(failedAt.plus(REST));
    return rests ? failed : null;
  }

  private void fetch(Duration timeout) {
    fetching.fetch(timeout, found -> fetched(found, timeout));
  }

  private void fetched(Found found, Duration timeout) {
    List<Waiting> told = new ArrayList<>();
    Duration longest = Duration.ZERO;
    synchronized (this) {
      held = found instanceof Found.Got got ? got.token() : null;
      failed = found instanceof Found.Failed none && !none.aborted() ? none : null;
      failedAt = clock.instant();
      long now = System.nanoTime();
      for (Waiting one : List.copyOf(waiting)) {
        Duration left = Duration.ofNanos(one.until() - now);
        // who came later has the result too, unless the one who asked had less time than is left
        if (failed == null || left.compareTo(timeout) <= 0) {
          told.add(one);
          waiting.remove(one);
        } else if (left.compareTo(longest) > 0) {
          longest = left;
        }
      }
    }
    told.forEach(one -> one.then().accept(found));
    if (!longest.isZero()) {
      fetch(longest);
    }
  }
}
