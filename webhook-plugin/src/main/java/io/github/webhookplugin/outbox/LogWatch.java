package io.github.webhookplugin.outbox;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether anything happened to deliveries since the last look, on this node or another. For one thread.
 *
 * <p>It compares the newest keys of what is stored, what waits, and the counts by hour: a delivery that is made, tried or
 * ends changes one of them.
 */
public final class LogWatch {
  private final Supplier<String> marks;
  private @Nullable String seen;

  LogWatch(Supplier<String> marks) {
    this.marks = marks;
  }

  /** Whether something is another since the last look; false at the first one. */
  public boolean changed() {
    String now = marks.get();
    boolean changed = seen != null && !seen.equals(now);
    seen = now;
    return changed;
  }
}
