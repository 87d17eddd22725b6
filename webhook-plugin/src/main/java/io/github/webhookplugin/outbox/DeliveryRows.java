package io.github.webhookplugin.outbox;

import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How lines of the log are read, from deliveries that ended and from those that are still to do. */
final class DeliveryRows {
  static final Comparator<DeliveryRow> NEWEST_FIRST =
      Comparator.comparingLong(DeliveryRow::delivery).reversed();
  static final int TEST_PASSED = 4;
  static final int TEST_FAILED = 5;

  static final String COLUMNS = """
      SELECT l.delivery, l.event, e.id, e.type, l.service, l.result, l.tries, l.at, l.elapsed, l.status,
             l.sentence, l.excerpt, l.cause, l.origin, l.identity, l.batch
      """;
  static final String ENDED = COLUMNS + """
        FROM wh_log l LEFT JOIN wh_event e ON e.event = l.event""";

  /** Of those that go out in one request, the first one has the state and the tries of all. */
  static final String PENDING = """
      SELECT l.delivery, l.event, e.id, e.type, l.service, CASE WHEN COALESCE(b.owner, l.owner) = 0 THEN 11 ELSE 12 END,
             COALESCE(b.tries, l.tries), COALESCE(b.due, l.due),
             COALESCE(a.elapsed, 0), a.status, COALESCE(a.sentence, ''), COALESCE(a.excerpt, ''),
             l.cause, l.origin, l.identity, l.batch
        FROM wh_queue l JOIN wh_event e ON e.event = l.event
        LEFT JOIN wh_queue b ON b.delivery = l.batch
        LEFT JOIN wh_attempt a ON a.delivery = COALESCE(b.delivery, l.delivery) AND a.number = COALESCE(b.tries, l.tries)""";

  private DeliveryRows() {}

  static DeliveryRow row(ResultSet row) throws SQLException {
    return new DeliveryRow(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getInt(5),
        state(row.getInt(6)),
        row.getInt(7),
        row.getLong(8),
        row.getLong(9),
        integer(row, 10),
        row.getString(11),
        row.getString(12),
        Lineage.of(row.getInt(13), row.getLong(14), 0, row.getLong(15)),
        row.getLong(16));
  }

  static List<DeliveryRow> withRecipients(Statements sql, List<DeliveryRow> rows)
      throws SQLException {
    Map<Long, Person> people = Recipients.of(
        sql,
        rows.stream()
            .collect(Collectors.toMap(DeliveryRow::delivery, DeliveryRow::lineage, (a, b) -> a)));
    return rows.stream().map(row -> row.with(people.get(row.delivery()))).toList();
  }

  static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  /** Tests have results of their own, so that nothing that asks for deliveries finds them. */
  static boolean isTest(int code) {
    return code == TEST_PASSED || code == TEST_FAILED;
  }

  static State state(int code) {
    return switch (code) {
      case TEST_PASSED -> State.DELIVERED;
      case TEST_FAILED -> State.FAILED;
      case 11 -> State.WAITING;
      case 12 -> State.SENDING;
      default -> State.valueOf(Result.of(code).name());
    };
  }
}
