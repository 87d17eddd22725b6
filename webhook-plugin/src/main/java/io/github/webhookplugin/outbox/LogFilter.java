package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the log to show; null means any.
 *
 * @param service a service's number
 * @param states empty: any
 * @param since events from then on, milliseconds since 1970
 */
public record LogFilter(
    @Nullable Integer service,
    Set<State> states,
    @Nullable String type,
    @Nullable Long event,
    @Nullable Long since) {
  public static final LogFilter ALL = new LogFilter(null, Set.of(), null, null, null);

  public LogFilter {
    states = Set.copyOf(states);
  }

  boolean wants(State state) {
    return states.isEmpty() || states.contains(state);
  }
}
