package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the log to show; null means any.
 *
 * @param service a service's number
 * @param states empty: any
 * @param since deliveries made from then on, milliseconds since 1970
 * @param until deliveries made before then, milliseconds since 1970
 * @param text stands in the event, or in the name of whom the delivery is for; ASCII letters in any case
 */
public record LogFilter(
    @Nullable Integer service,
    Set<State> states,
    @Nullable String type,
    @Nullable Long event,
    @Nullable Long since,
    @Nullable Long until,
    @Nullable String text) {
  public static final LogFilter ALL = new LogFilter(null, Set.of(), null, null, null);

  public LogFilter {
    states = Set.copyOf(states);
  }

  /** Whatever the events say, until now. */
  public LogFilter(
      @Nullable Integer service,
      Set<State> states,
      @Nullable String type,
      @Nullable Long event,
      @Nullable Long since) {
    this(service, states, type, event, since, null, null);
  }

  /** Those that fit and are in one of these states. */
  public LogFilter in(Set<State> others) {
    return new LogFilter(service, others, type, event, since, until, text);
  }

  boolean wants(State state) {
    return states.isEmpty() || states.contains(state);
  }
}
