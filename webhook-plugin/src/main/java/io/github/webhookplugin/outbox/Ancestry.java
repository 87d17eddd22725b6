package io.github.webhookplugin.outbox;

import java.util.List;

/**
 * The services that did not take an event before it came to this one.
 *
 * @param services their numbers, the first one first; empty for nearly all deliveries
 * @param first the name of the first; empty if there is none
 */
public record Ancestry(List<Integer> services, String first) {
  public static final Ancestry NONE = new Ancestry(List.of(), "");

  public Ancestry {
    services = List.copyOf(services);
  }
}
