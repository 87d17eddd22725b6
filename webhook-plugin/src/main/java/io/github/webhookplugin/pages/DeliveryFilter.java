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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries somebody looks at, as it stands in the page's address.
 *
 * @param text stands in the title, body or id; empty: any
 * @param service an id; empty: any
 * @param result a word of {@link DeliveryResult}; empty: any
 * @param type of the event; empty: any
 * @param chosen the time that is meant if the range is {@link Range#CHOSEN}
 * @param before the range that a chosen time is a part of, to go back to
 */
record DeliveryFilter(
    String text,
    String service,
    String result,
    String type,
    Range range,
    Stretch chosen,
    Range before) {
  /** How far back. */
  enum Range {
    HOUR("1h", Duration.ofHours(1)),
    DAY("24h", Duration.ofDays(1)),
    WEEK("7d", Duration.ofDays(7)),
    ALL("all", null),
    /** From one moment to another, instead. */
    CHOSEN("chosen", null);

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
    return of(page::param);
  }

  /** Of a form's fields that have the same names; they do not search for texts. */
  static DeliveryFilter of(FormFields form) {
    return of(name -> name.equals("q") ? "" : form.one(name));
  }

  private static DeliveryFilter of(UnaryOperator<String> params) {
    String result = params.apply("result");
    Range range = Range.of(params.apply("range"));
    Range before = Range.of(params.apply("before"));
    return new DeliveryFilter(
        params.apply("q").strip(),
        params.apply("service"),
        DeliveryResult.WORDS.contains(result) ? result : "",
        params.apply("type"),
        range,
        range == Range.CHOSEN ? Stretch.of(params.apply("from"), params.apply("to")) : Stretch.NONE,
        before == Range.CHOSEN ? Range.DAY : before);
  }

  /** The same of a whole range again. */
  DeliveryFilter back() {
    return new DeliveryFilter(text, service, result, type, before, Stretch.NONE, before);
  }

  /** Whether it leaves out anything but the past. */
  boolean narrows() {
    return !(text + service + result + type).isEmpty() || !chosen.equals(Stretch.NONE);
  }

  /** The parameters of the JSON API; empty, or with an ampersand behind each. */
  String query(Instant now) {
    var params = new ArrayList<String>();
    add(params, "q", text);
    add(params, "service", service);
    add(params, "state", result);
    add(params, "type", type);
    since(now).ifPresent(since -> add(params, "since", since.toString()));
    chosen.until().ifPresent(until -> add(params, "until", until.toString()));
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
    if (range == Range.CHOSEN) {
      add(params, "from", Stretch.written(chosen.from()));
      add(params, "to", Stretch.written(chosen.to()));
      add(params, "before", before == Range.DAY ? "" : before.word());
    }
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
    since(now).ifPresent(since -> selection.put("since", since.toString()));
    chosen.until().ifPresent(until -> selection.put("until", until.toString()));
    return selection;
  }

  private Optional<Instant> since(Instant now) {
    return range == Range.CHOSEN ? chosen.since() : range.since(now);
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
