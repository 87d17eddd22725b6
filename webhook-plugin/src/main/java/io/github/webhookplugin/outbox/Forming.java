package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.Terms.Grouping;
import java.util.ArrayList;
import java.util.List;

/** Decides which of the deliveries that wait go into one request. Pure. */
final class Forming {
  /** Events of one request, as JSON; a single event may be as long alone. */
  static final int MOST_BYTES = 1 << 20;

  /**
   * A delivery that waits.
   *
   * @param due milliseconds since 1970
   * @param formed whether it is settled already who goes with it
   * @param bytes of its event as JSON
   */
  record Row(long delivery, long due, boolean formed, int bytes) {}

  private Forming() {}

  /**
   * The requests to make of what waits.
   *
   * @param rows those that are due, and those that may join them; the longest due first
   * @param most so many requests at most
   */
  static List<List<Row>> requests(List<Row> rows, Grouping grouping, int most, long now) {
    return grouping.whenShort() ? merged(rows, grouping, most) : batches(rows, grouping, most, now);
  }

  /** Full batches, and the last one if its first event has waited long enough. */
  private static List<List<Row>> batches(List<Row> rows, Grouping grouping, int most, long now) {
    var requests = new ArrayList<List<Row>>();
    var waiting = new ArrayList<Row>();
    for (Row row : rows) {
      if (row.formed()) {
        requests.add(List.of(row));
      } else {
        waiting.add(row);
      }
    }
    int from = 0;
    while (from < waiting.size() && requests.size() < most) {
      int size = fitting(waiting.subList(from, waiting.size()), grouping.size());
      boolean full = size == grouping.size() || from + size < waiting.size();
      if (!full && waiting.get(from).due() > now) {
        break;
      }
      requests.add(List.copyOf(waiting.subList(from, from + size)));
      from += size;
    }
    return requests.subList(0, Math.min(most, requests.size()));
  }

  /** Each alone while there are permits enough; else as few requests as hold them. */
  private static List<List<Row>> merged(List<Row> rows, Grouping grouping, int most) {
    var requests = new ArrayList<List<Row>>();
    var waiting = new ArrayList<Row>();
    for (Row row : rows) {
      if (!row.formed()) {
        waiting.add(row);
      } else if (requests.size() < most) {
        requests.add(List.of(row));
      }
    }
    int from = 0;
    while (from < waiting.size() && requests.size() < most) {
      boolean enough = waiting.size() - from <= most - requests.size();
      int size = enough ? 1 : fitting(waiting.subList(from, waiting.size()), grouping.size());
      requests.add(List.copyOf(waiting.subList(from, from + size)));
      from += size;
    }
    return requests;
  }

  /** How many of the first ones go into one request: one at least. */
  static int fitting(List<Row> rows, int most) {
    long bytes = rows.get(0).bytes();
    int count = 1;
    while (count < Math.min(most, rows.size())) {
      bytes += rows.get(count).bytes();
      if (bytes > MOST_BYTES) {
        break;
      }
      count++;
    }
    return count;
  }
}
