package io.github.webhookplugin.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which services a table shows, and in which order. Immutable.
 *
 * @param text what name, address or description contain; in small letters
 * @param status the class of a {@link ServiceStatus}; empty: all
 * @param order by what
 * @param reversed the other way round than the order goes by itself
 */
record ServiceQuery(String text, String status, Order order, boolean reversed) {
  /** What a table is sorted by; the worst comes first where there is better and worse. */
  enum Order {
    NAME("ascending"),
    STATUS("ascending"),
    LAST("descending"),
    RATE("ascending");

    private final String direction;

    Order(String direction) {
      this.direction = direction;
    }

    private Comparator<ServiceRow> comparator() {
      return switch (this) {
        case NAME -> Comparator.comparing(ServiceRow::sortName);
        case STATUS -> Comparator.comparingInt(ServiceRow::rank);
        case LAST -> Comparator.comparingLong(ServiceRow::lastAt).reversed();
        case RATE -> Comparator.comparingDouble(ServiceRow::rate);
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Of the parameters {@code q}, {@code status} and {@code sort}; what makes no sense counts as absent. */
  static ServiceQuery of(Page page) {
    String sort = page.param("sort");
    boolean reversed = sort.startsWith("-");
    String word = reversed ? sort.substring(1) : sort;
    for (Order order : Order.values()) {
      if (order.word().equals(word)) {
        return of(page, order, reversed);
      }
    }
    return of(page, Order.NAME, false);
  }

  private static ServiceQuery of(Page page, Order order, boolean reversed) {
    String status =
        ServiceStatus.CLASSES.contains(page.param("status")) ? page.param("status") : "";
    return new ServiceQuery(page.param("q").strip(), status, order, reversed);
  }

  List<ServiceRow> of(List<ServiceRow> rows) {
    String sought = text.toLowerCase(Locale.ROOT);
    var found = new ArrayList<ServiceRow>();
    for (ServiceRow row : rows) {
      if (row.says(sought) && (status.isEmpty() || row.status().cls().equals(status))) {
        found.add(row);
      }
    }
    var comparator = reversed ? order.comparator().reversed() : order.comparator();
    found.sort(comparator.thenComparing(ServiceRow::sortName));
    return found;
  }

  /** The address of the page that shows this, after its base: empty, or with a question mark. */
  String address() {
    return address(order, reversed);
  }

  private String address(Order by, boolean turned) {
    var params = new ArrayList<String>();
    add(params, "q", text);
    add(params, "status", status);
    String sort = (turned ? "-" : "") + by.word();
    add(params, "sort", sort.equals(Order.NAME.word()) ? "" : sort);
    return params.isEmpty() ? "" : "?" + String.join("&", params);
  }

  private static void add(List<String> params, String name, String value) {
    if (!value.isEmpty()) {
      params.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  /** The heads of the columns by which people may sort, by their words. */
  Map<String, Object> heads() {
    var heads = new HashMap<String, Object>();
    for (Order each : Order.values()) {
      boolean current = each == order;
      var head = new HashMap<String, @Nullable Object>();
      head.put("address", address(each, current && !reversed));
      head.put("direction", current ? direction() : null);
      head.put("icon", current && direction().equals("ascending") ? "chevron-up" : "chevron-down");
      heads.put(each.word(), head);
    }
    return heads;
  }

  private String direction() {
    String other = order.direction.equals("ascending") ? "descending" : "ascending";
    return reversed ? other : order.direction;
  }

  /** Every order, for those who see no heads. */
  List<Map<String, Object>> orders(Texts texts) {
    var orders = new ArrayList<Map<String, Object>>();
    for (Order each : Order.values()) {
      for (boolean turned : new boolean[] {false, true}) {
        orders.add(Map.of(
            "value",
            (turned ? "-" : "") + each.word(),
            "label",
            texts.say("services.order." + each.word() + (turned ? "Reversed" : "")),
            "selected",
            each == order && turned == reversed));
      }
    }
    return orders;
  }

  /** Every status, to choose from. */
  List<Map<String, Object>> statuses(Texts texts) {
    var choices = new ArrayList<Map<String, Object>>();
    for (String cls : ServiceStatus.CLASSES) {
      choices.add(Map.of(
          "value",
          cls,
          "label",
          texts.say("status.filter." + cls),
          "selected",
          cls.equals(status)));
    }
    return choices;
  }
}
