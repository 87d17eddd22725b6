package io.github.webhookplugin.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The example events that a test of a service may take: those that it asks for first. For one request. */
final class TrialTypes {
  private final Page page;

  TrialTypes(Page page) {
    this.page = page;
  }

  /** At least one, each with {@code value}, {@code label} and {@code selected}; the first one is. */
  List<Map<String, Object>> of(Map<String, Object> service) {
    List<String> wanted = patterns(service);
    var others = new ArrayList<Map<String, Object>>();
    var asked = new ArrayList<Map<String, Object>>();
    Map<String, String> known = known();
    known.forEach((type, title) -> (asks(wanted, type) ? asked : others)
        .add(option(type, page.texts().say("trial.typed", title, type))));
    wanted.stream()
        .filter(type -> !type.contains("*") && !known.containsKey(type))
        .forEach(type -> asked.add(option(type, type)));
    asked.addAll(others);
    if ("dms".equals(service.get("preset"))) {
      asked.add(0, option("", page.texts().say("trial.dms")));
    } else if (asked.isEmpty()) {
      asked.add(option("", page.texts().say("trial.usual")));
    }
    asked.get(0).put("selected", true);
    return asked;
  }

  private Map<String, String> known() {
    var known = new LinkedHashMap<String, String>();
    if (page.api().get("event-types").get("eventTypes") instanceof List<?> types) {
      for (Object each : types) {
        var type = (Map<?, ?>) each;
        known.put(String.valueOf(type.get("type")), String.valueOf(type.get("title")));
      }
    }
    return known;
  }

  private static List<String> patterns(Map<String, Object> service) {
    var patterns = new ArrayList<String>();
    if (service.get("eventTypes") instanceof List<?> list) {
      list.forEach(each -> patterns.add(String.valueOf(each)));
    }
    return patterns;
  }

  /** Only for the order: what the service really wants, the API says. */
  private static boolean asks(List<String> patterns, String type) {
    return patterns.isEmpty()
        || patterns.stream()
            .anyMatch(pattern -> pattern.equals(type)
                || (pattern.endsWith("*")
                    && type.startsWith(pattern.substring(0, pattern.indexOf('*')))));
  }

  private static Map<String, Object> option(String value, String label) {
    var option = new LinkedHashMap<String, Object>();
    option.put("value", value);
    option.put("label", label);
    option.put("selected", false);
    return option;
  }
}
