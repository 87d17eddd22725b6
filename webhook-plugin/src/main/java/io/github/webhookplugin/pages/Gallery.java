package io.github.webhookplugin.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The presets to choose from when a service is added; an own receiver first. */
final class Gallery {
  private Gallery() {}

  /** The cards; {@code chosen} is the id of a preset, or empty for an own receiver. */
  static Map<String, @Nullable Object> of(Page page, String chosen) {
    var cards = new ArrayList<Map<String, Object>>();
    for (Object each : ApiReply.list(page.api().get("presets").get("presets"))) {
      Map<?, ?> preset = (Map<?, ?>) each;
      String id = String.valueOf(preset.get("id"));
      String title = String.valueOf(preset.get("title"));
      String receiver = String.valueOf(preset.get("receiver"));
      cards.add(Map.of(
          "id", id,
          "title", title,
          "receiver", receiver,
          "words", (title + " " + receiver + " " + id).toLowerCase(Locale.ROOT),
          "chosen", id.equals(chosen)));
    }
    var model = new LinkedHashMap<String, @Nullable Object>();
    model.put("own", chosen.isEmpty());
    model.put("cards", cards);
    return model;
  }
}
