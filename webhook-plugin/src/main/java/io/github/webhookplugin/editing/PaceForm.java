package io.github.webhookplugin.editing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How fast and in which order a service is sent to. */
final class PaceForm implements Part {
  @Override
  public void fill(Stored document, Inputs form) {
    form.put("concurrency", document.text("concurrency"));
    form.tick("ordered", document.flag("ordered"));
    for (Stored rate : rates(document)) {
      form.put("rate.count", rate.text("count"));
      form.put("rate.per", rate.text("per"));
    }
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
    List<Map<String, Object>> rates = rates(form);
    document.put("rate", rates.isEmpty() ? null : rates.size() == 1 ? rates.get(0) : rates);
    document.put("rateGroup", form.textOrNull("rateGroup"));
  }

  /** One, or several of which each counts. */
  private static List<Stored> rates(Stored document) {
    return document.raw("rate") instanceof List
        ? document.objects("rate")
        : document.has("rate") ? List.of(document.object("rate")) : List.of();
  }

  private static List<Map<String, Object>> rates(Reading form) {
    var rates = new ArrayList<Map<String, Object>>();
    List<String> periods = form.inputs().all("rate.per");
    int row = 0;
    for (String count : form.inputs().all("rate.count")) {
      Object number = form.number("rate.count", count);
      if (number != null && row < periods.size()) {
        var rate = new LinkedHashMap<String, Object>();
        rate.put("count", number);
        String per = periods.get(row).strip();
        rate.put("per", Numbers.number(per).orElse(per));
        rates.add(rate);
      }
      row++;
    }
    return rates;
  }
}
