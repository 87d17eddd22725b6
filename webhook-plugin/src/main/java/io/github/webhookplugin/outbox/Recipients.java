package io.github.webhookplugin.outbox;

import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.outbox.Lineage.Cause;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Whose webhooks deliveries go to. Only those that can be to a person are looked at; for all others this is free. */
final class Recipients {
  private static final String INSERT =
      "INSERT INTO wh_recipient (delivery, person, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String COPY = """
      INSERT INTO wh_recipient (delivery, person, name)
      SELECT ?, r.person, r.name FROM wh_recipient r WHERE r.delivery = ?""";
  private static final String READ =
      "SELECT delivery, person, name FROM wh_recipient WHERE delivery IN";

  private Recipients() {}

  private record Row(long delivery, Person person) {}

  static void add(Statements sql, long delivery, Person person) throws SQLException {
    sql.update(
        INSERT, delivery, LogRows.storable(person.id(), 200), LogRows.storable(person.name(), 200));
  }

  /** What goes out again goes to whom it went. */
  static void copy(Statements sql, long from, long to) throws SQLException {
    sql.update(COPY, to, from);
  }

  /** The person of each delivery that is to one, by its key. */
  static Map<Long, Person> of(Statements sql, Map<Long, Lineage> deliveries) throws SQLException {
    long[] concerned = concerned(deliveries);
    if (concerned.length == 0) {
      return Map.of();
    }
    var people = new HashMap<Long, Person>();
    for (Row row : sql.listIn(
        READ,
        concerned,
        found -> new Row(found.getLong(1), new Person(found.getString(2), found.getString(3))))) {
      people.put(row.delivery(), row.person());
    }
    return people;
  }

  /** The person of each delivery that is to one, by its key. */
  static Map<Long, Person> of(Statements sql, Collection<QueuedDelivery> deliveries)
      throws SQLException {
    var lineages = new HashMap<Long, Lineage>();
    for (QueuedDelivery one : deliveries) {
      if (mayBePersonal(one.lineage().cause())) {
        lineages.put(one.delivery(), one.lineage());
      }
    }
    return lineages.isEmpty() ? Map.of() : of(sql, lineages);
  }

  private static long[] concerned(Map<Long, Lineage> deliveries) {
    return deliveries.entrySet().stream()
        .filter(entry -> mayBePersonal(entry.getValue().cause()))
        .mapToLong(Map.Entry::getKey)
        .sorted()
        .toArray();
  }

  private static boolean mayBePersonal(Cause cause) {
    return cause == Cause.PERSONAL || cause == Cause.REDELIVERY;
  }
}
