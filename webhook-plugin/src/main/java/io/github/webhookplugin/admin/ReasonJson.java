package io.github.webhookplugin.admin;

import io.github.webhookplugin.publishing.Finding;
import io.github.webhookplugin.publishing.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why services got an event or did not, as JSON. */
final class ReasonJson {
  private final DeliveryJson deliveries;

  ReasonJson(DeliveryJson deliveries) {
    this.deliveries = deliveries;
  }

  Map<String, @Nullable Object> of(Reason reason, ServiceNames services) {
    Finding filter = reason.filter();
    return JsonObjects.object(
        "service", services.of(reason.service()),
        "got", reason.result() == Reason.Result.DELIVERED,
        "result", word(reason.result()),
        "by", word(reason.by()),
        "pointer", reason.pointer().isEmpty() ? null : reason.pointer(),
        "sentence", reason.sentence(),
        "filter", filter == null ? null : parts(filter),
        "deliveries",
            reason.deliveries().stream()
                .map(row -> deliveries.line(row, services))
                .toList());
  }

  static List<Map<String, @Nullable Object>> parts(Finding filter) {
    var parts = new ArrayList<Map<String, @Nullable Object>>();
    for (Finding.Part part : filter.parts()) {
      parts.add(JsonObjects.object(
          "field", part.field(),
          "pointer", part.pointer(),
          "holds", part.holds(),
          "sentence", part.sentence()));
    }
    return parts;
  }

  /** {@code NOT_SENT} is {@code notSent}. */
  private static String word(Enum<?> value) {
    var word = new StringBuilder();
    for (String part : value.name().toLowerCase(Locale.ROOT).split("_", -1)) {
      word.append(
          word.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return word.toString();
  }
}
