package io.github.webhookplugin.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which services get an event that another does not take (seed row W-99, feature N-09): its fallback; if that one is
 * stopped, the fallback's fallback, and so on. Pure.
 *
 * @param said what to add to the first service's sentence in the log; empty if it has no fallback
 * @param hops the services that it comes by, in order: all are only recorded as skipped, but for the last, which may get
 *     it
 */
public record FallbackChain(String said, List<Hop> hops) {
  /** How many services an event can go on to, one after the other. */
  public static final int MAX_DEPTH = 3;

  public static final FallbackChain NONE = new FallbackChain("", List.of());

  public FallbackChain {
    hops = List.copyOf(hops);
  }

  /**
   * A service that the event comes by.
   *
   * @param service its number
   * @param depth how many services did not take it before
   * @param whyNot why it is skipped here too; empty: it gets it
   * @param ordered whether its deliveries are sent one at a time, in order
   */
  public record Hop(int service, int depth, String whyNot, boolean ordered) {
    Hop saying(String more) {
      return new Hop(service, depth, whyNot + " " + more, ordered);
    }
  }

  /** Whether some service gets it. */
  public boolean delivers() {
    return !hops.isEmpty() && hops.get(hops.size() - 1).whyNot().isEmpty();
  }

  /**
   * Where an event goes that a service does not take.
   *
   * @param before the numbers of the services that it came by already
   * @param depth how many fallbacks and follow-ups led to this service; 0 for a host's own event
   * @param stopped the services that are stopped, by number, and why
   */
  public static FallbackChain after(
      WebhookService service,
      Collection<Integer> before,
      int depth,
      ActiveSettings active,
      Map<Integer, String> stopped) {
    Set<Integer> visited = new HashSet<>(before);
    visited.add(active.number(service.id()));
    var sentences = new ArrayList<String>();
    var reached = new ArrayList<Hop>();
    WebhookService from = service;
    for (int hop = depth + 1; from.failures().fallback() != null; hop++) {
      ServiceId id = from.failures().fallback();
      WebhookService next = active.settings().service(id).orElse(null);
      if (next == null) {
        sentences.add(
            active.unreadable().contains(id)
                ? "Its fallback cannot be read."
                : "Its fallback was removed.");
        break;
      }
      int number = active.number(id);
      if (!visited.add(number)) {
        sentences.add("Its fallback “" + next.name() + "” has had it already.");
        break;
      }
      if (hop > MAX_DEPTH) {
        sentences.add(
            "It goes no further: " + MAX_DEPTH + " services after the first are the most.");
        break;
      }
      String why = SkipReason.of(active.settings().global(), next, stopped.get(number));
      reached.add(new Hop(number, hop, why, next.shaping().ordered()));
      sentences.add(
          why.isEmpty()
              ? "It goes on to the fallback “" + next.name() + "”."
              : "Its fallback “" + next.name() + "” does not get it either.");
      if (why.isEmpty() || !stopped.containsKey(number) || !next.on()) {
        break;
      }
      from = next;
    }
    return sentences.isEmpty() ? NONE : joined(sentences, reached);
  }

  /** Each service's own sentence says where the event goes from there. */
  private static FallbackChain joined(List<String> sentences, List<Hop> reached) {
    var hops = new ArrayList<Hop>();
    for (int i = 0; i < reached.size(); i++) {
      Hop hop = reached.get(i);
      boolean more = !hop.whyNot().isEmpty() && i + 1 < sentences.size();
      hops.add(more ? hop.saying(sentences.get(i + 1)) : hop);
    }
    return new FallbackChain(sentences.get(0), hops);
  }
}
