package io.github.webhookplugin.publishing;

import io.github.webhookplugin.model.EntityFilter;
import io.github.webhookplugin.model.EntityFilter.Kind;
import io.github.webhookplugin.model.EntityFilter.Token;
import io.github.webhookplugin.model.EventFilter;
import io.github.webhookplugin.model.Wildcard;
import io.github.webhookplugin.publishing.Finding.Part;
import io.github.webhookplugin.rendering.EventModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a service wants an event, and why or why not. Pure. */
public final class FilterCheck {
  private static final int MAX_NAMED = 10;

  private FilterCheck() {}

  /** Whether all parts of a filter let an event through. */
  public static boolean lets(EventFilter filter, EventModel event) {
    return isOfTypes(filter, event.type()) && letsThing(filter, new EventFacts(event));
  }

  static boolean isOfTypes(EventFilter filter, String type) {
    if (filter.types().isEmpty()) {
      return true;
    }
    for (Wildcard wanted : filter.types()) {
      if (wanted.matches(type)) {
        return true;
      }
    }
    return false;
  }

  /** As {@link #lets}, of an event whose type is known to be one of the filter's. */
  static boolean letsThing(EventFilter filter, EventFacts event) {
    return isOfEntities(filter, event)
        && (filter.condition() == null || ConditionCheck.holds(filter.condition(), event));
  }

  private static boolean isOfEntities(EventFilter filter, EventFacts event) {
    if (filter.entities().isEmpty()) {
      return true;
    }
    for (EntityFilter one : filter.entities()) {
      if (EntityCheck.lets(one, event)) {
        return true;
      }
    }
    return false;
  }

  /** What each part of a filter says of an event. */
  public static Finding explain(EventFilter filter, EventModel event) {
    var facts = new EventFacts(event);
    var parts = new ArrayList<Part>();
    if (!filter.types().isEmpty()) {
      parts.add(types(filter, facts));
    }
    if (!filter.entities().isEmpty()) {
      parts.add(entities(filter.entities(), facts));
    }
    if (filter.condition() != null) {
      parts.add(ConditionTrace.of(filter.condition(), facts));
    }
    return new Finding(parts);
  }

  private static Part types(EventFilter filter, EventFacts event) {
    boolean holds = isOfTypes(filter, event.type());
    return new Part(
        "/eventTypes",
        holds,
        "This service wants " + (filter.types().size() == 1 ? "the type " : "types ")
            + named(filter.types()) + "; the event is " + event.type() + ".");
  }

  private static Part entities(List<EntityFilter> filters, EventFacts event) {
    var whyNot = new ArrayList<Part>();
    for (int i = 0; i < filters.size(); i++) {
      String pointer = "/eventFilters/" + i;
      Part why = whyNot(filters.get(i), event, pointer);
      if (why == null) {
        return new Part(pointer, true, "Event filter " + (i + 1) + " lets the event through.");
      }
      whyNot.add(why);
    }
    if (whyNot.size() == 1) {
      return whyNot.get(0);
    }
    String sentences = whyNot.stream()
        .limit(MAX_NAMED)
        .map(why -> why.pointer().split("/")[2])
        .map(index -> (Integer.parseInt(index) + 1) + ": "
            + whyNot.get(Integer.parseInt(index)).sentence())
        .collect(Collectors.joining(" "));
    return new Part(
        "/eventFilters",
        false,
        "None of its " + filters.size() + " event filters lets the event through. " + sentences);
  }

  /** The part of an event filter that does not let the event through; null if all do. */
  private static @Nullable Part whyNot(EntityFilter filter, EventFacts event, String pointer) {
    if (!filter.eventType().matches(event.type())) {
      return no(
          pointer + "/eventType",
          "It wants " + filter.eventType() + ", the event is " + event.type() + ".");
    }
    if (!EntityCheck.isOfEntities(filter, event.entityType())) {
      return no(
          pointer + "/entities",
          "It wants entities of " + named(filter.entities()) + ", the event's is "
              + (event.entityType().isEmpty() ? "of no type" : event.entityType()) + ".");
    }
    Kind missing = EntityCheck.missing(filter, event);
    if (missing != null) {
      String wanted = named(
          filter.include().stream().filter(token -> token.kind() == missing).toList());
      return no(
          pointer + "/include",
          missing == Kind.FIELD
              ? "It wants changes of " + wanted + ", "
                  + (event.changed().isEmpty()
                      ? "the event names none."
                      : "the event's are of " + named(event.changed().stream().toList()) + ".")
              : "It wants " + wanted + ", which the event's entity is not of.");
    }
    Token excluding = EntityCheck.excluding(filter, event);
    return excluding == null
        ? null
        : no(
            pointer + "/exclude",
            excluding.kind() == Kind.FIELD
                ? "It excludes changes of " + excluding + "."
                : "It excludes " + excluding + ".");
  }

  private static Part no(String pointer, String sentence) {
    return new Part(pointer, false, sentence);
  }

  private static String named(List<?> values) {
    String some =
        values.stream().limit(MAX_NAMED).map(Object::toString).collect(Collectors.joining(", "));
    int more = values.size() - MAX_NAMED;
    return more > 0 ? some + " and " + more + " more" : some;
  }
}
