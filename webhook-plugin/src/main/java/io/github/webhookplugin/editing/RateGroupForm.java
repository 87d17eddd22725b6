package io.github.webhookplugin.editing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of a rate that services share: its document into fields, and fields into a document. */
public final class RateGroupForm {
  private RateGroupForm() {}

  /** The fields for a group as the JSON API gives it; empty for a new one. */
  public static Inputs fill(Map<?, ?> group) {
    var form = new Inputs();
    var stored = new Stored(group);
    form.put("name", stored.text("name"));
    Rates.fill(stored.has("count") ? List.of(stored) : Rates.of(stored), form);
    return form;
  }

  /** The document that a form says. With a mistake it has no rates, which is refused for sure, with all that is wrong besides. */
  public static ServiceForm.Read read(Inputs form) {
    var reading = new Reading(form);
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("name", reading.text("name"));
    List<Map<String, Object>> rates = Rates.read(reading);
    if (!reading.mistakes().isEmpty()) {
      rates = List.of();
      reading.mistake("rate", "number", "");
    } else if (rates.isEmpty()) {
      reading.mistake("rate", "rateless", "");
    }
    document.put("rate", rates);
    return new ServiceForm.Read(
        document,
        reading.mistakes().stream()
            .filter(mistake -> mistake.field().equals("rate"))
            .toList());
  }
}
