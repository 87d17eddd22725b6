package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.RateGroup;
import io.github.webhookplugin.model.RateLimit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rates and groups the way {@link RateReader} reads them: one rate as an object, several as a list. */
final class RateDocument {
  private RateDocument() {}

  static @Nullable Object of(List<RateLimit> rates) {
    if (rates.isEmpty()) {
      return null;
    }
    var all = rates.stream().map(rate -> put(rate, new LinkedHashMap<>())).toList();
    return all.size() == 1 ? all.get(0) : all;
  }

  static List<Map<String, Object>> ofGroups(List<RateGroup> groups) {
    return groups.stream().map(RateDocument::group).toList();
  }

  private static Map<String, Object> group(RateGroup group) {
    var map = new LinkedHashMap<String, Object>();
    map.put("name", group.name());
    Object several = group.limits().size() == 1 ? null : of(group.limits());
    if (several == null) {
      return put(group.limits().get(0), map);
    }
    map.put("rate", several);
    return map;
  }

  private static Map<String, Object> put(RateLimit rate, Map<String, Object> map) {
    map.put("count", rate.count());
    map.put("per", period(rate.per()));
    return map;
  }

  private static Object period(Duration per) {
    return RateReader.PERIODS.containsValue(per)
        ? ServiceDocument.word(RateReader.PERIODS, per)
        : (Object) (int) per.toSeconds();
  }
}
