package io.github.webhookplugin.editing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which events a service wants: by type, by what they are about, by a condition. */
final class EventsForm implements Part {
  static final String SOME = "some";

  @Override
  public void fill(Stored document, Inputs form) {
    List<String> types = document.texts("eventTypes");
    form.put("eventScope", types.isEmpty() ? "all" : SOME);
    types.forEach(type -> form.put("eventTypes", type));
    form.put("eventTypes.more", "");
    form.put("eventFilters", JsonText.of(document.raw("eventFilters")));
    form.put("condition", JsonText.of(document.raw("condition")));
  }

  @Override
  public void read(Reading form, Map<String, @Nullable Object> document) {
    document.put("eventTypes", types(form, new Stored(document).texts("eventTypes")));
    document.put("eventFilters", form.json("eventFilters", List.of()));
    document.put("condition", form.json("condition", null));
  }

  /** In the order that they had before. */
  private static List<String> types(Reading form, List<String> before) {
    if (!form.text("eventScope").equals(SOME)) {
      return List.of();
    }
    var chosen = new LinkedHashSet<>(form.inputs().all("eventTypes"));
    chosen.addAll(form.inputs().lines("eventTypes.more"));
    if (chosen.isEmpty()) {
      form.mistake("eventTypes", "noTypes", "");
    }
    var ordered = new ArrayList<>(before);
    ordered.retainAll(chosen);
    chosen.stream().filter(type -> !before.contains(type)).forEach(ordered::add);
    return ordered;
  }
}
