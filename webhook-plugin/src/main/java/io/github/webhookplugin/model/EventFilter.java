package io.github.webhookplugin.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events a service wants: those that all three parts let through. A part that says nothing lets everything
 * through.
 *
 * @param types one of them must be the event's type; empty: any type
 * @param entities one of them must let the event through; empty: any event
 * @param condition must hold; null: none
 */
public record EventFilter(
    List<Wildcard> types,
    List<EntityFilter> entities,
    @Nullable Condition condition) {
  /** Lets every event through (seed trap X-27). */
  public static final EventFilter ALL = new EventFilter(List.of(), List.of(), null);

  public EventFilter {
    types = List.copyOf(types);
    entities = List.copyOf(entities);
  }
}
