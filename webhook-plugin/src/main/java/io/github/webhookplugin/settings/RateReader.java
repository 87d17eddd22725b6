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
  private static final List<String> GROUP_FIELDS = List.of("name", "count", "per");

  private RateReader() {}

  /** A service's own rate; null if it has none. */
  static @Nullable RateLimit rate(Fields service) {
    var rate = service.object("rate");
    rate.ifPresent(fields -> fields.refuseUnknown(FIELDS));
    return rate.flatMap(RateReader::limit).orElse(null);
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

  private static Optional<RateGroup> group(Fields group, UniqueNames names) {
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
    var limit = limit(group);
    return name.isPresent() && limit.isPresent()
        ? Optional.of(new RateGroup(name.get(), limit.get()))
        : Optional.empty();
  }

  private static Optional<RateLimit> limit(Fields fields) {
    for (String field : FIELDS) {
      if (!fields.has(field)) {
        fields.problem(field, "Expected a value for " + Found.quote(field) + ", found none.");
      }
    }
    var count = fields.integer("count", 1, RateLimit.MAX_COUNT);
    var per = fields.choice("per", PERIODS);
    return count.isPresent() && per.isPresent()
        ? Optional.of(new RateLimit(count.get(), per.get()))
        : Optional.empty();
  }

  private static Map<String, Duration> periods() {
    var periods = new LinkedHashMap<String, Duration>();
    periods.put("second", Duration.ofSeconds(1));
    periods.put("minute", Duration.ofMinutes(1));
    return periods;
  }
}
