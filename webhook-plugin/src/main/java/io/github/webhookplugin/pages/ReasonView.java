package io.github.webhookplugin.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why one service got an event or did not, as the API tells it. */
final class ReasonView {
  private final Page page;

  ReasonView(Page page) {
    this.page = page;
  }

  Map<String, @Nullable Object> of(Map<?, ?> reason) {
    Texts texts = page.texts();
    String result = String.valueOf(reason.get("result"));
    Map<?, ?> service = reason.get("service") instanceof Map<?, ?> map ? map : Map.of();
    var model = new HashMap<String, @Nullable Object>();
    model.put("id", service.get("id"));
    model.put("service", service.get("name"));
    model.put("badge", badge(result));
    model.put("sentence", reason.get("sentence"));
    model.put("by", texts.say("why.by." + reason.get("by")));
    model.put("pointer", reason.get("pointer"));
    var parts = parts(reason);
    model.put("parts", parts);
    model.put("hasParts", !parts.isEmpty());
    var deliveries = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> delivery : ApiReply.maps(reason.get("deliveries"))) {
      deliveries.add(new DeliveryLine(page, delivery).row());
    }
    model.put("deliveries", deliveries);
    return model;
  }

  /** What each of its filters said; nothing if there is but one and the reason's own sentence says it. */
  static List<Map<String, @Nullable Object>> parts(Map<?, ?> reason) {
    List<Map<?, ?>> filter = ApiReply.maps(reason.get("filter"));
    String said = String.valueOf(reason.get("sentence"));
    if (filter.size() == 1 && said.contains(String.valueOf(filter.get(0).get("sentence")))) {
      return List.of();
    }
    var parts = new ArrayList<Map<String, @Nullable Object>>();
    filter.forEach(part -> parts.add(part(part)));
    return parts;
  }

  private Map<String, @Nullable Object> badge(String result) {
    if (DeliveryResult.WORDS.contains(result)) {
      return DeliveryResult.of(result).badge(page.texts());
    }
    boolean would = result.equals("wouldBeSent");
    var badge = new HashMap<String, @Nullable Object>();
    badge.put("cls", would ? "ok" : "off");
    badge.put("icon", would ? "send" : "filter");
    badge.put("label", page.texts().say("result." + result));
    return badge;
  }

  private static Map<String, @Nullable Object> part(Map<?, ?> part) {
    Object holds = part.get("holds");
    var model = new HashMap<String, @Nullable Object>();
    model.put("field", part.get("field"));
    model.put("sentence", part.get("sentence"));
    model.put(
        "icon",
        holds == null ? "circle-dashed" : Boolean.TRUE.equals(holds) ? "circle-check" : "circle-x");
    model.put("look", holds == null ? "muted" : Boolean.TRUE.equals(holds) ? "t-ok" : "t-bad");
    return model;
  }
}
