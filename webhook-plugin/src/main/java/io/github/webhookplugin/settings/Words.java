package io.github.webhookplugin.settings;

import java.util.LinkedHashMap;
import java.util.Map;

/** Words for values, in the order in which to name them. */
final class Words {
  private Words() {}

  @SafeVarargs
  static <E> Map<String, E> of(Map.Entry<String, E>... words) {
    var map = new LinkedHashMap<String, E>();
    for (Map.Entry<String, E> word : words) {
      map.put(word.getKey(), word.getValue());
    }
    return map;
  }
}
