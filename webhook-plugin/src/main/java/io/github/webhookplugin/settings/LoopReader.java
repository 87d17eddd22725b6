package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.LoopRules;
import java.util.List;

/** Reads when events seem to go round in circles. What is absent keeps its value. */
final class LoopReader {
  static final int MAX_WINDOW_SECONDS = 3_600;
  static final List<String> FIELDS = List.of("maxHops", "burstLimit", "burstWindow");

  private LoopReader() {}

  static LoopRules read(Fields document, LoopRules current) {
    return new LoopRules(
        document.integer("maxHops", 1, LoopRules.MOST_HOPS).orElse(current.maxHops()),
        document.integer("burstLimit", 0, LoopRules.MOST_BURST).orElse(current.burst()),
        document.wholeSeconds("burstWindow", 1, MAX_WINDOW_SECONDS).orElse(current.burstWindow()));
  }
}
