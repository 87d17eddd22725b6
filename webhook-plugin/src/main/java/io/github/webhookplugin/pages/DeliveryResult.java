package io.github.webhookplugin.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a delivery stands, as a badge. */
enum DeliveryResult {
  DELIVERED("ok", "circle-check"),
  FAILED("bad", "circle-x"),
  WAITING("warn", "clock"),
  SENDING("idle", "send"),
  SKIPPED("off", "skip-forward");

  /** As in the JSON API. */
  static final List<String> WORDS = List.of("delivered", "failed", "waiting", "sending", "skipped");

  private final String look;
  private final String icon;

  DeliveryResult(String look, String icon) {
    this.look = look;
    this.icon = icon;
  }

  /** Of the API's word. */
  static DeliveryResult of(@Nullable Object word) {
    return valueOf(String.valueOf(word).toUpperCase(Locale.ROOT));
  }

  boolean hasEnded() {
    return this == DELIVERED || this == FAILED || this == SKIPPED;
  }

  Map<String, @Nullable Object> badge(Texts texts) {
    var badge = new HashMap<String, @Nullable Object>();
    badge.put("cls", look);
    badge.put("icon", icon);
    badge.put("label", texts.say("result." + name().toLowerCase(Locale.ROOT)));
    return badge;
  }
}
