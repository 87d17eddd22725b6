package io.github.webhookplugin.rendering;

import io.github.webhookplugin.model.Audience;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What templates of a service see of an event's people (seed rows D-19, D-20, X-24). */
final class Listed {
  static final Set<String> NAMES = Set.of("recipients", "targetUsers", "receivers");
  private static final String RECIPIENTS = "recipients";

  private Listed() {}

  /** One of the {@link #NAMES}. */
  static Object lookup(String name, EventModel event, Audience audience) {
    return switch (name) {
      case "receivers" -> receivers(event, audience);
      case "targetUsers" -> intended(event, audience).stream().map(Listed::user).toList();
      default -> intended(event, audience);
    };
  }

  /** Those whom the host means, and those of the service's groups. */
  private static List<? extends Map<?, ?>> intended(EventModel event, Audience audience) {
    List<Map<?, ?>> people = event.people();
    if (people.isEmpty() || !audience.any()) {
      return maps(event.value(RECIPIENTS));
    }
    Set<String> groups = groups(audience);
    groups.add(RECIPIENTS);
    return people.stream().filter(one -> isOf(one, groups)).map(Listed::person).toList();
  }

  /** The texts that the service names; else the people with a webhook of their own. */
  private static List<?> receivers(EventModel event, Audience audience) {
    if (!audience.receivers().isEmpty()) {
      return audience.receivers();
    }
    Set<String> groups = groups(audience);
    groups.add(RECIPIENTS);
    return event.people().stream()
        .filter(one -> Boolean.TRUE.equals(one.get("reached")) && isOf(one, groups))
        .map(Listed::person)
        .toList();
  }

  private static Set<String> groups(Audience audience) {
    return audience.groups().stream()
        .map(group -> group.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static boolean isOf(Map<?, ?> one, Set<String> groups) {
    return one.get("groups") instanceof List<?> of && of.stream().anyMatch(groups::contains);
  }

  private static Map<String, @Nullable Object> person(Map<?, ?> one) {
    return named("id", one);
  }

  private static Map<String, @Nullable Object> user(Map<?, ?> one) {
    return named("uid", one);
  }

  private static Map<String, @Nullable Object> named(String id, Map<?, ?> one) {
    var person = new LinkedHashMap<String, @Nullable Object>();
    person.put(id, one.get("id"));
    person.put("name", one.get("name"));
    return person;
  }

  /** The maps of a list. */
  static List<Map<?, ?>> maps(@Nullable Object list) {
    var maps = new ArrayList<Map<?, ?>>();
    if (list instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> map) {
          maps.add(map);
        }
      }
    }
    return maps;
  }
}
