package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What upgrades of the tables promise, on every database. */
abstract class SchemaContract extends OpenOutbox {
  private static final Schema NEXT = followedBy("/upgrade/adds-a-column.sql");
  private static final Schema BROKEN = followedBy("/upgrade/fails-half-way.sql");

  @Test
  void an_upgrade_runs_the_new_scripts_once_and_keeps_what_is_there() {
    long event = accept(Hold.FREE);
    outbox.close();

    for (int start = 0; start < 2; start++) {
      outbox = Outbox.open(database, NEXT, clock, ME);
      assertThat(number("SELECT COUNT(*) FROM wh_note WHERE event = " + event)).isEqualTo(1);
      assertThat(number("SELECT weight FROM wh_queue")).isEqualTo(7);
      assertThat(number("SELECT value FROM wh_meta WHERE name = 'schema'"))
          .isEqualTo(NEXT.version());
      outbox.close();
    }

    outbox = Outbox.open(database, NEXT, clock, ME);
    assertThat(claim(10)).extracting(Claimed::delivery).containsExactly(event + 1);
  }

  @Test
  void an_upgrade_that_fails_half_way_leaves_everything_as_it_was() {
    long event = accept(Hold.FREE);
    outbox.close();

    assertThatThrownBy(() -> Outbox.open(database, BROKEN, clock, ME))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("version " + BROKEN.version())
        .hasMessageContaining("stay as they were")
        .hasMessageContaining("wh_nowhere");

    outbox = Outbox.open(database, clock, ME);
    assertThat(number("SELECT COUNT(*) FROM wh_event WHERE type = 'order.paid'"))
        .isEqualTo(1);
    assertThat(claim(10)).extracting(Claimed::delivery).containsExactly(event + 1);
    outbox.close();
    outbox = Outbox.open(database, NEXT, clock, ME);
    assertThat(number("SELECT COUNT(*) FROM wh_note"))
        .as("the next version can be repaired")
        .isEqualTo(1);
  }

  @Test
  void a_database_of_the_first_version_learns_of_people() throws SQLException {
    long event = accept(Hold.FREE);
    outbox.close();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate("DROP TABLE wh_recipient");
      statement.executeUpdate("DROP TABLE wh_trouble");
      statement.executeUpdate("DROP TABLE wh_response");
      statement.executeUpdate("DROP TABLE wh_audit");
      statement.executeUpdate("DROP INDEX wh_queue_retry");
      statement.executeUpdate("DROP INDEX wh_log_again");
      statement.executeUpdate("DROP INDEX wh_log_service_trouble");
      statement.executeUpdate("UPDATE wh_meta SET value = '1' WHERE name = 'schema'");
      connection.commit();
    }

    outbox = Outbox.open(database, clock, ME);

    long personal = store(
            1,
            key -> new NewDelivery(
                key, 1, Hold.FREE, "", 0, false, Lineage.to(new Person("u-1", "Ann"), key - 1)))
        .get(0);
    assertThat(claim(10)).extracting(Claimed::delivery).containsExactly(event + 1, personal);
    assertThat(number("SELECT COUNT(*) FROM wh_recipient")).isEqualTo(1);
  }

  @Test
  void a_newer_schema_is_refused_with_a_clear_message() {
    outbox.close();
    Outbox.open(database, NEXT, clock, ME).close();

    assertThatThrownBy(() -> Outbox.open(database, clock, ME))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer version of the webhook plugin")
        .hasMessageContaining("schema " + NEXT.version())
        .hasMessageContaining("knows " + Schema.CURRENT.version())
        .hasMessageContaining("install that version again");

    outbox = Outbox.open(database, NEXT, clock, ME);
  }

  private long number(String query) {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return Long.parseLong(rows.getString(1));
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Schema followedBy(String script) {
    var scripts = new ArrayList<>(Schema.CURRENT.scripts());
    scripts.add(script);
    return new Schema(List.copyOf(scripts));
  }
}
