package io.github.webhookplugin.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Through which webhooks an event came (feature N-08), as its origin says. Pure.
 *
 * @param services ids in lower case, or names of services; the first one first
 */
public record Hops(List<String> services) {
  public static final Hops NONE = new Hops(List.of());

  /** What its sentences begin with. */
  static final String LOOP_GUARD = "Loop guard:";

  private static final String PREFIX = "webhook:";
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  /** Stands for a hop that has a name only: names do not go out. */
  private static final String NAMELESS = "00000000-0000-0000-0000-000000000000";

  public Hops {
    services = List.copyOf(services);
  }

  /** Of an event's origin: ids as in the header, or {@code webhook:} and an id or name; anything else is no hop. */
  public static Hops of(String origin) {
    String text = origin.strip();
    if (text.isEmpty()) {
      return NONE;
    }
    var services = new ArrayList<String>();
    for (String part : text.split(",")) {
      String one = part.strip();
      boolean marked = one.startsWith(PREFIX);
      String service = marked ? one.substring(PREFIX.length()).strip() : one;
      if (ID.matcher(service).matches()) {
        services.add(service.toLowerCase(Locale.ROOT));
      } else if (marked && text.startsWith(PREFIX) && text.indexOf(',') >= 0) {
        // a name with a comma in it
        return new Hops(List.of(text.substring(PREFIX.length()).strip()));
      } else if (marked && !service.isEmpty()) {
        services.add(service);
      }
    }
    return services.isEmpty() ? NONE : new Hops(services);
  }

  /** Of several events that go out together: all that any of them came through. */
  public static Hops together(Collection<String> origins) {
    var services = new LinkedHashSet<String>();
    origins.forEach(origin -> services.addAll(of(origin).services()));
    return services.isEmpty() ? NONE : new Hops(List.copyOf(services));
  }

  public boolean any() {
    return !services.isEmpty();
  }

  public boolean through(WebhookService service) {
    return any()
        && (services.contains(service.id().toString()) || services.contains(service.name()));
  }

  /** The numbers of the services that it came through. */
  public List<Integer> numbers(ActiveSettings active) {
    return any()
        ? active.settings().services().stream()
            .filter(this::through)
            .map(service -> active.number(service.id()))
            .toList()
        : List.of();
  }

  /** Why the service does not get the event, in a sentence for people; empty if nothing speaks against it. */
  public String whyNot(WebhookService service, LoopRules rules) {
    if (!any()) {
      return "";
    }
    if (through(service)) {
      return LOOP_GUARD + " the event came about by this service's own webhook.";
    }
    return services.size() < rules.maxHops()
        ? ""
        : LOOP_GUARD + " the event came through " + services.size() + " webhooks already; "
            + rules.maxHops() + " are the most (maxHops).";
  }

  /** What the header says when the service sends the event on. */
  public String header(ServiceId service) {
    if (!any()) {
      return service.toString();
    }
    var ids = new ArrayList<String>();
    for (String hop :
        services.subList(Math.max(0, services.size() - LoopRules.MOST_HOPS), services.size())) {
      ids.add(ID.matcher(hop).matches() ? hop : NAMELESS);
    }
    ids.add(service.toString());
    return String.join(", ", ids);
  }
}
