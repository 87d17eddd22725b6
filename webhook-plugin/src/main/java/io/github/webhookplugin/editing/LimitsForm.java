package io.github.webhookplugin.editing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the receiver takes: sizes, of the body and of fields in it, and keywords. */
final class LimitsForm implements Part {
  private static final String REJECT = "reject";

  @Override
  public void fill(Stored document, Inputs form) {
    Stored limits = document.object("limits");
    form.put("limits.maxBytes", limits.text("maxBytes"));
    form.put("limits.maxCharacters", limits.text("maxCharacters"));
    form.put("limits.truncate", limits.text("truncate"));
    form.put("limits.keywords", String.join("\n", limits.texts("keywords")));
    form.put(
        "limits.withoutKeyword",
        limits.has("withoutKeyword") ? limits.text("withoutKeyword") : "send");
    form.put("limits.fields", JsonText.of(limits.raw("fields")));
  }

  @Override
  public void read(Reading form, Map<String, @Nullable Object> document) {
    var limits = new LinkedHashMap<String, @Nullable Object>();
    put(limits, "maxBytes", form.number("limits.maxBytes"));
    put(limits, "maxCharacters", form.number("limits.maxCharacters"));
    put(limits, "fields", form.json("limits.fields", null));
    put(limits, "truncate", form.textOrNull("limits.truncate"));
    List<String> keywords = form.inputs().lines("limits.keywords");
    put(limits, "keywords", keywords.isEmpty() ? null : keywords);
    if (form.text("limits.withoutKeyword").equals(REJECT)) {
      limits.put("withoutKeyword", REJECT);
    }
    document.put("limits", limits.isEmpty() ? null : limits);
  }

  private static void put(
      Map<String, @Nullable Object> limits, String name, @Nullable Object value) {
    if (value != null) {
      limits.put(name, value);
    }
  }
}
