package io.github.webhookplugin.publishing;

import io.github.webhookplugin.model.FieldPath;
import io.github.webhookplugin.rendering.EventModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What filters ask of an event; each thing is looked for once. Pure; for one thread. */
final class EventFacts {
  private static final List<String> CHANGES =
      List.of("fieldsAdded", "fieldsUpdated", "fieldsDeleted");
  private static final String TIER = "tier";
  private static final String TIER_TAG = "Tier.";

  private final EventModel event;
  private @Nullable Set<String> changed;

  EventFacts(EventModel event) {
    this.event = event;
  }

  String type() {
    return event.type();
  }

  /** The type of the thing it happened to; empty if there is none. */
  String entityType() {
    return textIn(entity(), "type");
  }

  /** A text of an object; empty if it has none of that name. */
  static String textIn(Map<?, ?> map, String name) {
    return map.get(name) instanceof String text ? text : "";
  }

  Map<?, ?> entity() {
    return event.at("entity") instanceof Map<?, ?> entity ? entity : Map.of();
  }

  /**
   * What lies at a path. Inside a list, a number picks an item and a name looks into all of them: then it is the list of
   * what they have there.
   *
   * @return null if there is nothing
   */
  @Nullable
  Object at(FieldPath path) {
    return inside(event.at(path.root()), path.steps(), 1);
  }

  private static @Nullable Object inside(@Nullable Object value, List<String> steps, int step) {
    Object found = value;
    for (int i = step; i < steps.size(); i++) {
      if (found instanceof Map<?, ?> map) {
        found = map.get(steps.get(i));
      } else if (found instanceof List<?> list) {
        int index = index(steps.get(i));
        if (index < 0) {
          return insideEach(list, steps, i);
        }
        found = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return found;
  }

  private static @Nullable Object insideEach(List<?> items, List<String> steps, int step) {
    var all = new ArrayList<Object>();
    for (Object item : items) {
      Object found = inside(item, steps, step);
      if (found instanceof List<?> list) {
        all.addAll(list);
      } else if (found != null) {
        all.add(found);
      }
    }
    return all.isEmpty() ? null : all;
  }

  /** A step's place in a list; -1 if it is a name. */
  private static int index(String step) {
    if (step.length() > 4) {
      return -1;
    }
    int index = 0;
    for (int i = 0; i < step.length(); i++) {
      char c = step.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      index = index * 10 + c - '0';
    }
    return index;
  }

  /** The names of the fields that were added, updated or deleted; with {@code tier} if a tag of a tier was. */
  Set<String> changed() {
    if (changed == null) {
      changed = new LinkedHashSet<>();
      if (event.at("changes") instanceof Map<?, ?> changes) {
        for (String kind : CHANGES) {
          each(changes.get(kind), this::addChanged);
        }
      }
    }
    return changed;
  }

  private void addChanged(Object change) {
    Set<String> names = changed();
    if (change instanceof String name) {
      names.add(name);
    } else if (change instanceof Map<?, ?> map && map.get("name") instanceof String name) {
      names.add(name);
      if (name.equals("tags") && (isTier(map.get("newValue")) || isTier(map.get("oldValue")))) {
        names.add(TIER);
      }
    }
  }

  /** Whether there is a tag of OpenMetadata's tiers in a list of tags, which its server sends as a text of JSON. */
  private static boolean isTier(@Nullable Object tags) {
    if (tags instanceof String text) {
      return text.contains("\"" + TIER_TAG);
    }
    var found = new boolean[1];
    each(tags, tag -> found[0] |= tagName(tag).startsWith(TIER_TAG));
    return found[0];
  }

  /** A tag's fully qualified name; empty if it has none. */
  static String tagName(Object tag) {
    if (tag instanceof String text) {
      return text;
    }
    return tag instanceof Map<?, ?> map ? textIn(map, "tagFQN") : "";
  }

  /** The name of a tier, of {@code Tier.Tier1} it is {@code Tier1}; empty if the tag is none. */
  static String tierOf(String tag) {
    return tag.startsWith(TIER_TAG) ? tag.substring(TIER_TAG.length()) : "";
  }

  /** Each item of a list, or the only one if it is none. */
  static void each(@Nullable Object listOrOne, Consumer<Object> action) {
    if (listOrOne instanceof List<?> list) {
      for (Object item : list) {
        if (item != null) {
          action.accept(item);
        }
      }
    } else if (listOrOne != null) {
      action.accept(listOrOne);
    }
  }
}
