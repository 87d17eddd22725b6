package io.github.webhookplugin.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the JSON API with its sentences in the user's language. Which values are sentences, their names say; what
 * users and hosts wrote (names, events, bodies, answers of receivers) is never touched. Pure.
 */
final class SpokenAnswer {
  /** Values that are sentences wherever they stand. */
  private static final Set<String> SAID = Set.of(
      "sentence",
      "message",
      "detail",
      "advice",
      "reason",
      "help",
      "meaning",
      "warning",
      "lastFailedReason",
      "incomplete",
      "receiver",
      "whyNot",
      "trouble");

  /** Words of ours if they stand beside a {@code help}: in presets, their fields, and recipes. */
  private static final Set<String> BESIDE_HELP =
      Set.of("title", "success", "signing", "limits", "judged");

  /** What others wrote, all of it. */
  private static final Set<String> FOREIGN = Set.of(
      "content", "example", "data", "extension", "request", "headers", "queryParams", "owner");

  private final Sentences sentences;

  SpokenAnswer(Sentences sentences) {
    this.sentences = sentences;
  }

  Map<String, Object> of(Map<String, Object> answer) {
    if (sentences == Sentences.ENGLISH) {
      return answer;
    }
    var spoken = new LinkedHashMap<String, Object>();
    answer.forEach((name, value) -> spoken.put(name, value(name, value, answer)));
    return spoken;
  }

  private Object value(String name, Object value, Map<String, ?> beside) {
    if (value instanceof String text) {
      return said(name, beside) ? sentences.say(text) : text;
    }
    if (FOREIGN.contains(name) || isChange(name, beside)) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      return of(typed(map));
    }
    return value instanceof List<?> list ? list(name, list, beside) : value;
  }

  private List<@Nullable Object> list(String name, List<?> list, Map<String, ?> beside) {
    var spoken = new ArrayList<@Nullable Object>();
    for (Object item : list) {
      // a list of problems is a list of sentences, too
      spoken.add(value(name.equals("problems") ? "message" : name, item, beside));
    }
    return spoken;
  }

  private static boolean said(String name, Map<String, ?> beside) {
    return SAID.contains(name)
        || (BESIDE_HELP.contains(name) && beside.containsKey("help"))
        || (name.equals("title") && isOurs(beside));
  }

  /** Choices of a preset's field, options of a recipe, a preset that was recognised, a refusal. */
  private static boolean isOurs(Map<String, ?> beside) {
    return beside.containsKey("preset")
        || beside.containsKey("detail")
        || beside.containsKey("values")
        || beside.keySet().equals(Set.of("value", "title"));
  }

  /** Settings before and after a change, as the history has them. */
  private static boolean isChange(String name, Map<String, ?> beside) {
    return beside.containsKey("pointer") && (name.equals("before") || name.equals("after"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> typed(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }
}
