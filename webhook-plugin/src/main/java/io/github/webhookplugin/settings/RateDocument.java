package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.RateGroup;
import io.github.webhookplugin.model.RateLimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rates and groups the way {@link RateReader} reads them. */
final class RateDocument {
  private RateDocument() {}

  static @Nullable Map<String, Object> of(@Nullable RateLimit rate) {
    return rate == null ? null : put(rate, new LinkedHashMap<>());
  }

  static List<Map<String, Object>> of(List<RateGroup> groups) {
    return groups.stream()
        .map(group -> {
          var map = new LinkedHashMap<String, Object>();
          map.put("name", group.name());
          return put(group.limit(), map);
        })
        .toList();
  }

  private static Map<String, Object> put(RateLimit rate, Map<String, Object> map) {
    map.put("count", rate.count());
    map.put("per", ServiceDocument.word(RateReader.PERIODS, rate.per()));
    return map;
  }
}
