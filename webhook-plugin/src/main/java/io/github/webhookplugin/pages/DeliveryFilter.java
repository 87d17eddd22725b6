package io.github.webhookplugin.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries somebody looks at, as it stands in the page's address.
 *
 * @param text stands in the title, body or id; empty: any
 * @param service an id; empty: any
 * @param result a word of {@link DeliveryResult}; empty: any
 * @param type of the event; empty: any
 */
record DeliveryFilter(String text, String service, String result, String type, Range range) {
  /** How far back. */
  enum Range {
    HOUR("1h", Duration.ofHours(1)),
    DAY("24h", Duration.ofDays(1)),
    WEEK("7d", Duration.ofDays(7)),
    ALL("all", null);

    private final String word;
    private final @Nullable Duration length;

    Range(String word, @Nullable Duration length) {
      this.word = word;
      this.length = length;
    }

    String word() {
      return word;
    }

    Optional<Instant> since(Instant now) {
      return Optional.ofNullable(length).map(now::minus);
    }

    static Range of(String word) {
      for (Range range : values()) {
        if (range.word.equals(word)) {
          return range;
        }
      }
      return DAY;
    }
  }

  /** Of the page's parameters; what makes no sense counts as absent. */
  static DeliveryFilter of(Page page) {
    String result = page.param("result");
    return new DeliveryFilter(
        page.param("q").strip(),
        page.param("service"),
        DeliveryResult.WORDS.contains(result) ? result : "",
        page.param("type"),
        Range.of(page.param("range")));
  }

  /** Whether it leaves out anything but the past. */
  boolean narrows() {
    return !(text + service + result + type).isEmpty();
  }

  /** The parameters of the JSON API; empty, or with an ampersand behind each. */
  String query(Instant now) {
    var params = new ArrayList<String>();
    add(params, "q", text);
    add(params, "service", service);
    add(params, "state", result);
    add(params, "type", type);
    range.since(now).ifPresent(since -> add(params, "since", since.toString()));
    return joined(params, "");
  }

  /** The parameters of the page's address, with an ampersand behind each. */
  String address() {
    var params = new ArrayList<String>();
    add(params, "q", text);
    add(params, "service", service);
    add(params, "result", result);
    add(params, "type", type);
    add(params, "range", range == Range.DAY ? "" : range.word());
    return joined(params, "");
  }

  /** As the API's jobs for many deliveries take it; they do not search for texts. */
  Map<String, Object> selection(Instant now) {
    var selection = new LinkedHashMap<String, Object>();
    if (!service.isEmpty()) {
      selection.put("service", service);
    }
    if (!type.isEmpty()) {
      selection.put("type", type);
    }
    range.since(now).ifPresent(since -> selection.put("since", since.toString()));
    return selection;
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String joined(List<String> params, String end) {
    return params.isEmpty() ? end : String.join("&", params) + "&";
  }

  private static void add(List<String> params, String name, String value) {
    if (!value.isEmpty()) {
      params.add(name + "=" + encoded(value));
    }
  }
}
