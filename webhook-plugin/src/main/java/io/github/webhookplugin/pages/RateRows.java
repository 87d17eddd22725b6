package io.github.webhookplugin.pages;

import io.github.webhookplugin.editing.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rates in a form: rows to enter them, and what they say in a line. For one answer. */
final class RateRows {
  private final Texts texts;
  private final List<String> counts;
  private final List<String> periods;

  RateRows(Texts texts, Inputs inputs) {
    this.texts = texts;
    this.counts = inputs.all("rate.count");
    this.periods = inputs.all("rate.per");
  }

  /** As many rows as there are rates, and one more. */
  Map<String, @Nullable Object> control(Controls controls) {
    var control = controls.lines("rate", 1);
    var rows = new ArrayList<Map<String, Object>>();
    for (int i = 0; i <= counts.size(); i++) {
      rows.add(Map.of(
          "id", "f-rate-" + i,
          "count", i < counts.size() ? counts.get(i) : "",
          "per", i < periods.size() ? periods.get(i) : ""));
    }
    control.put("area", false);
    control.put("rates", rows);
    return control;
  }

  /** {@code 5 a second, 100 a minute}; empty if there are none. */
  String said() {
    var said = new ArrayList<String>();
    for (int i = 0; i < Math.min(counts.size(), periods.size()); i++) {
      if (!counts.get(i).isBlank()) {
        String key = "editor.per." + periods.get(i);
        String per =
            texts.has(key) ? texts.say(key) : texts.say("editor.perSeconds", periods.get(i));
        said.add(counts.get(i) + " " + per);
      }
    }
    return String.join(", ", said);
  }
}
