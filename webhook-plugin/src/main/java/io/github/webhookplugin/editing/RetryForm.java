package io.github.webhookplugin.editing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When a delivery that failed is tried again, and how long an answer may take. */
final class RetryForm implements Part {
  private static final Map<String, List<String>> NUMBERS = Map.of(
      "fixed", List.of("count", "interval"),
      "schedule", List.of("jitter"),
      "named", List.of("jitter"),
      "exponential", List.of("count", "initialInterval", "factor", "maxInterval", "jitter"));

  @Override
  public void fill(Stored document, Inputs form) {
    Stored retry = document.object("retry");
    form.put("timeout", document.text("timeout"));
    form.put("retry.mode", retry.has("mode") ? retry.text("mode") : "global");
    for (String number : NUMBERS.getOrDefault(retry.text("mode"), List.of())) {
      form.put("retry." + number, retry.text(number));
    }
    form.put(
        "retry.schedule",
        String.join(", ", retry.list("schedule").stream().map(Numbers::text).toList()));
    form.put("retry.name", retry.text("name"));
    form.tick("retryEveryFailure", document.flag("retryEveryFailure"));
    form.tick("stopAtRetryLimit", document.flag("stopAtRetryLimit"));
  }

  @Override
  public void read(Reading form, Map<String, @Nullable Object> document) {
    document.put("timeout", form.number("timeout"));
    document.put("retry", retry(form));
    document.put("retryEveryFailure", form.ticked("retryEveryFailure"));
    document.put("stopAtRetryLimit", form.ticked("stopAtRetryLimit"));
  }

  private static Map<String, Object> retry(Reading form) {
    String mode = form.text("retry.mode");
    var retry = new LinkedHashMap<String, Object>();
    retry.put("mode", mode);
    if (mode.equals("schedule")) {
      retry.put("schedule", waits(form));
    }
    if (mode.equals("named")) {
      retry.put("name", form.text("retry.name"));
    }
    for (String name : NUMBERS.getOrDefault(mode, List.of())) {
      Object number = form.number("retry." + name);
      if (number != null) {
        retry.put(name, number);
      }
    }
    return retry;
  }

  /** With commas or blanks between them. */
  private static List<Object> waits(Reading form) {
    var waits = new ArrayList<Object>();
    for (String wait : form.text("retry.schedule").split("[\\s,;]+")) {
      Object number = form.number("retry.schedule", wait);
      if (number != null) {
        waits.add(number);
      }
    }
    return waits;
  }
}
