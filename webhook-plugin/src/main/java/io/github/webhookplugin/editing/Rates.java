package io.github.webhookplugin.editing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rates as rows of two fields each, one below the other; rows without a number are none. */
final class Rates {
  private static final String COUNT = "rate.count";
  private static final String PER = "rate.per";

  private Rates() {}

  static void fill(List<Stored> rates, Inputs form) {
    for (Stored rate : rates) {
      form.put(COUNT, rate.text("count"));
      form.put(PER, rate.text("per"));
    }
  }

  /** One, or several of which each counts. */
  static List<Stored> of(Stored document) {
    return document.raw("rate") instanceof List
        ? document.objects("rate")
        : document.has("rate") ? List.of(document.object("rate")) : List.of();
  }

  static List<Map<String, Object>> read(Reading form) {
    var rates = new ArrayList<Map<String, Object>>();
    List<String> periods = form.inputs().all(PER);
    int row = 0;
    for (String count : form.inputs().all(COUNT)) {
      Object number = form.number(COUNT, count);
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
