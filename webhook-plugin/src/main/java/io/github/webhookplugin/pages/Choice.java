package io.github.webhookplugin.pages;

import java.util.List;

/**
 * Something to choose in a form.
 *
 * @param value as it is posted
 * @param title as people read it
 */
record Choice(String value, String title) {
  /** Choices whose titles are texts: {@code GROUP.value}. */
  static List<Choice> of(Texts texts, String group, List<String> values) {
    return values.stream()
        .map(value -> new Choice(value, texts.say(group + "." + value)))
        .toList();
  }
}
