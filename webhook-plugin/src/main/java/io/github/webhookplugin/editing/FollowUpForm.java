package io.github.webhookplugin.editing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which other service gets what this one does not take, and which is told how deliveries ended. */
final class FollowUpForm implements Part {
  @Override
  public void fill(Stored document, Inputs form) {
    form.put("fallback", document.text("fallback"));
    Stored downstream = document.object("downstream");
    form.put("downstream.service", downstream.text("service"));
    downstream.texts("on").forEach(end -> form.put("downstream.on", end));
  }

  @Override
  public void read(Reading form, Map<String, @Nullable Object> document) {
    document.put("fallback", form.textOrNull("fallback"));
    String told = form.textOrNull("downstream.service");
    if (told == null) {
      document.put("downstream", null);
      return;
    }
    var downstream = new LinkedHashMap<String, Object>();
    downstream.put("service", told);
    downstream.put("on", form.inputs().all("downstream.on"));
    document.put("downstream", downstream);
  }
}
