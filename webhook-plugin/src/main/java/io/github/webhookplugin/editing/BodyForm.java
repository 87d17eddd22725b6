package io.github.webhookplugin.editing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The template of the body, and how it writes times. */
final class BodyForm implements Part {
  @Override
  public void fill(Stored document, Inputs form) {
    if (document.has("body")) {
      form.put("body", document.text("body"));
    }
    form.put("timeFormat", document.has("timeFormat") ? document.text("timeFormat") : "iso");
  }

  @Override
  public void read(Reading form, Map<String, @Nullable Object> document) {
    if (form.inputs().has("body")) {
      TextKept.put(document, "body", form.text("body"));
    }
    document.put("timeFormat", form.text("timeFormat"));
  }
}
