package io.github.webhookplugin.editing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How fast and in which order a service is sent to. */
final class PaceForm implements Part {
  @Override
  public void fill(Stored document, Inputs form) {
    form.put("concurrency", document.text("concurrency"));
    form.tick("ordered", document.flag("ordered"));
    Rates.fill(Rates.of(document), form);
    form.put("rateGroup", document.text("rateGroup"));
  }

  @Override
  public void read(Reading form, Map<String, @Nullable Object> document) {
    Object concurrency = form.number("concurrency");
    if (concurrency == null) {
      document.remove("concurrency");
    } else {
      document.put("concurrency", concurrency);
    }
    document.put("ordered", form.ticked("ordered"));
    List<Map<String, Object>> rates = Rates.read(form);
    document.put("rate", rates.isEmpty() ? null : rates.size() == 1 ? rates.get(0) : rates);
    document.put("rateGroup", form.textOrNull("rateGroup"));
  }
}
