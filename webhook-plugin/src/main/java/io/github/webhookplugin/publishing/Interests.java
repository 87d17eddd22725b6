package io.github.webhookplugin.publishing;

import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.EntityFilter;
import io.github.webhookplugin.model.EventFilter;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.WebhookService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who wants an event: most services are ruled out by its type and its entity's type, and are not looked at again for the
 * next event of that kind. Made once for each change of settings; shared between threads.
 */
final class Interests {
  /** Beyond that it forgets what it knows, so that a host with ever new types costs no memory. */
  private static final int MOST_KINDS = 1_024;

  private final ActiveSettings active;
  private final List<Interest> all;
  private final Map<EventKind, Candidates> known = new ConcurrentHashMap<>();

  private Interests(ActiveSettings active, List<Interest> all) {
    this.active = active;
    this.all = all;
  }

  /** What an event is by its names. */
  private record EventKind(String type, String entityType) {}

  /**
   * A service.
   *
   * @param service null if it cannot be read
   */
  record Interest(int number, @Nullable WebhookService service, EventFilter filter) {
    /** Whether it wants an event, once its kind is known to be right. */
    boolean wants(EventFacts event) {
      return FilterCheck.letsThing(filter, event);
    }
  }

  static Interests of(ActiveSettings active) {
    var all = new ArrayList<Interest>();
    for (WebhookService service : active.settings().services()) {
      if (!service.profile().deleted()) {
        all.add(new Interest(active.number(service.id()), service, service.events()));
      }
    }
    for (ServiceId unreadable : active.unreadable()) {
      all.add(new Interest(active.number(unreadable), null, active.filterOfUnreadable(unreadable)));
    }
    return new Interests(active, List.copyOf(all));
  }

  /** Whether it is about these settings: a change makes another object of them. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOf(ActiveSettings settings) {
    return active == settings;
  }

  /** Those whose types and entities fit; the rest of their filters may not. */
  Candidates of(String type, String entityType) {
    var kind = new EventKind(type, entityType);
    Candidates candidates = known.get(kind);
    if (candidates == null) {
      candidates =
          Candidates.of(all.stream().filter(one -> mayWant(one.filter(), kind)).toList());
      if (known.size() >= MOST_KINDS) {
        known.clear();
      }
      known.put(kind, candidates);
    }
    return candidates;
  }

  private static boolean mayWant(EventFilter filter, EventKind kind) {
    return FilterCheck.isOfTypes(filter, kind.type())
        && (filter.entities().isEmpty()
            || filter.entities().stream().anyMatch(one -> mayLet(one, kind)));
  }

  private static boolean mayLet(EntityFilter filter, EventKind kind) {
    return filter.eventType().matches(kind.type())
        && EntityCheck.isOfEntities(filter, kind.entityType());
  }
}
