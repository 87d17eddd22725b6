package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.RateGroup;
import io.github.webhookplugin.model.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how often services may be called: each by itself, and in groups (seed rows T-37 to T-39). */
final class RateReader {
  static final int MAX_GROUPS = 50;
  static final Map<String, Duration> PERIODS = periods();
  private static final int MAX_NAME = 80;
  private static final List<String> FIELDS = List.of("count", "per");
  private static final List<String> GROUP_FIELDS = List.of("name", "count", "per", "rate");
  private static final int LONGEST_SECONDS = (int) RateLimit.LONGEST.toSeconds();

  private RateReader() {}

  /** A service's own rates: one as an object, or a list of up to 4 that all count; empty if it has none. */
  static List<RateLimit> rates(Fields service) {
    return service.raw("rate") instanceof List<?> items
        ? several(items, service)
        : service.object("rate").flatMap(RateReader::single).stream().toList();
  }

  private static List<RateLimit> several(List<?> items, Fields owner) {
    if (items.isEmpty() || items.size() > RateLimit.MOST_AT_ONCE) {
      owner.problem(
          "rate",
          "Expected 1 to " + RateLimit.MOST_AT_ONCE + " rates, found " + items.size()
              + ". Use null for none.");
      return List.of();
    }
    var rates = new ArrayList<RateLimit>();
    for (int i = 0; i < items.size(); i++) {
      String pointer = owner.pointer("rate") + "/" + i;
      if (items.get(i) instanceof Map<?, ?> map) {
        add(new Fields(map, pointer, owner.problems()), rates);
      } else {
        owner
            .problems()
            .add(pointer, "Expected a rate { … }, found " + Found.kind(items.get(i)) + ".");
      }
    }
    return rates;
  }

  private static void add(Fields fields, List<RateLimit> rates) {
    single(fields).ifPresent(rate -> {
      if (rates.stream().anyMatch(other -> other.per().equals(rate.per()))) {
        fields.problem("per", "Another rate is for the same time already. Keep the lower of both.");
      }
      rates.add(rate);
    });
  }

  private static Optional<RateLimit> single(Fields fields) {
    fields.refuseUnknown(FIELDS);
    return limit(fields);
  }

  /** The name of a service's group, which is for {@link References} to look for; null if it has none. */
  static @Nullable String groupOf(Fields service) {
    return service
        .text("rateGroup", MAX_NAME)
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .orElse(null);
  }

  /** The groups of the global settings. */
  static Optional<List<RateGroup>> groups(Fields document) {
    return document.list("rateGroups").map(items -> {
      if (items.size() > MAX_GROUPS) {
        document.problem(
            "rateGroups",
            "Expected at most " + MAX_GROUPS + " groups, found " + items.size() + ". Remove some.");
        return List.of();
      }
      var names = new UniqueNames();
      var groups = new ArrayList<RateGroup>();
      for (int i = 0; i < items.size(); i++) {
        String pointer = document.pointer("rateGroups") + "/" + i;
        if (items.get(i) instanceof Map<?, ?> map) {
          group(new Fields(map, pointer, document.problems()), names).ifPresent(groups::add);
        } else {
          document
              .problems()
              .add(pointer, "Expected a group { … }, found " + Found.kind(items.get(i)) + ".");
        }
      }
      return groups;
    });
  }

  /** One group; its name must not be among those so far. */
  static Optional<RateGroup> group(Fields group, UniqueNames names) {
    group.refuseUnknown(GROUP_FIELDS);
    var name = group.text("name", MAX_NAME).map(String::strip);
    if (!group.has("name") || name.filter(String::isEmpty).isPresent()) {
      group.problem("name", "Enter a name.");
    } else if (name.filter(text -> Characters.any(text, Characters::isControl)).isPresent()) {
      group.problem(
          "name", "A name is one line of text. Remove the line break or control character.");
    } else if (name.filter(text -> !names.add(text)).isPresent()) {
      group.problem("name", "Another group already has this name. Choose another.");
    }
    var limits = limits(group);
    return name.isPresent() && !limits.isEmpty()
        ? Optional.of(new RateGroup(name.get(), limits))
        : Optional.empty();
  }

  /** A group has count and per itself, or a field rate as services have. */
  private static List<RateLimit> limits(Fields group) {
    if (!group.has("rate")) {
      return limit(group).stream().toList();
    }
    if (group.has("count") || group.has("per")) {
      group.problem("rate", "Expected either count and per, or rate. Remove one of them.");
    }
    return rates(group);
  }

  private static Optional<RateLimit> limit(Fields fields) {
    for (String field : FIELDS) {
      if (!fields.has(field)) {
        fields.problem(field, "Expected a value for " + Found.quote(field) + ", found none.");
      }
    }
    var count = fields.integer("count", 1, RateLimit.MAX_COUNT);
    var per = fields.raw("per") instanceof Number
        ? fields.wholeSeconds("per", 1, LONGEST_SECONDS)
        : fields.choice("per", PERIODS);
    return count.isPresent() && per.isPresent()
        ? Optional.of(new RateLimit(count.get(), per.get()))
        : Optional.empty();
  }

  private static Map<String, Duration> periods() {
    var periods = new LinkedHashMap<String, Duration>();
    periods.put("second", Duration.ofSeconds(1));
    periods.put("minute", Duration.ofMinutes(1));
    periods.put("hour", Duration.ofHours(1));
    return periods;
  }
}
