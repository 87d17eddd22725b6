package io.github.webhookplugin.rendering;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event made up for a check: it has a value for every name that the template asks for. Used by one thread.
 */
final class Probe extends AbstractMap<String, @Nullable Object> {
  /** How deep lists have more than one item; below, a template's sections would multiply without end. */
  private static final int DEEPEST_LIST = 4;

  private static final Set<String> OBJECTS =
      Set.of("data", "entity", "changes", "actor", "service");
  /** What these have inside, which is not for the host to say; any other name is looked for outside of them. */
  private static final Map<String, Set<String>> INSIDE = Map.of(
      "actor", Set.of("id", "name"),
      "service", Set.of("id", "name", "apiName", "description", "extension"),
      "recipients", Set.of("id", "name"),
      "targetUsers", Set.of("uid", "name"));

  private static final Set<String> POSITION = Set.of("first", "last", "index");

  private final ProbeCase probed;
  private final int depth;
  /** How many events a request has; 0: it is a request with one event, or this is a part of one. */
  private final int events;
  /** All names that it has; null: any. */
  private final @Nullable Set<String> inside;

  private Probe(ProbeCase probed, int depth, int events, @Nullable Set<String> inside) {
    this.probed = probed;
    this.depth = depth;
    this.events = events;
    this.inside = inside;
  }

  static Probe of(ProbeCase probed) {
    return of(probed, 0);
  }

  /** A request with so many events, all of that kind. */
  static Probe of(ProbeCase probed, int events) {
    return new Probe(probed, 0, events, null);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return depth > 0 && !POSITION.contains(key) && (inside == null || inside.contains(key));
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    var name = (String) key;
    if (events > 0 && "events".equals(name)) {
      return Collections.nCopies(events, of(probed));
    }
    boolean unknown = inside != null && !inside.contains(name);
    if (name == null || unknown || POSITION.contains(name) || probed.isMissing(name)) {
      return null;
    }
    if (probed.hasParts(name)) {
      return inner(name);
    }
    return probed.isSection(name) ? section(name) : probed.nextValue();
  }

  private @Nullable Object section(String name) {
    if (depth == 0 && !name.equals("recipients")) {
      return OBJECTS.contains(name) ? inner(name) : probed.nextValue();
    }
    if (probed.items() == ProbeCase.OBJECT) {
      return inner(name);
    }
    var items = new ArrayList<@Nullable Object>();
    int size = depth < DEEPEST_LIST ? probed.items() : Math.min(1, probed.items());
    for (int i = 0; i < size; i++) {
      items.add(inner(name));
    }
    return items;
  }

  private Probe inner(String name) {
    return new Probe(probed, depth + 1, 0, depth == 0 ? INSIDE.get(name) : null);
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return Set.of(new SimpleImmutableEntry<>("key", probed.nextValue()));
  }
}
