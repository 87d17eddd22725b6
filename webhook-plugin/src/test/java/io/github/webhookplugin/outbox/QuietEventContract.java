package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.webhookplugin.outbox.EventLog.StoredEvent;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the store keeps of events that no service wanted or that came again, on every database. */
abstract class QuietEventContract extends DeduplicationContract {
  private static final Duration MONTH = Duration.ofDays(30);

  @Test
  void an_event_without_deliveries_is_found_with_the_settings_of_its_time() {
    long quiet = quiet("order.paid", "evt-1");
    long other = accept(Hold.FREE);

    StoredEvent found = log.events().find(quiet).orElseThrow();
    assertThat(found.id()).isEqualTo("evt-1");
    assertThat(found.type()).isEqualTo("order.paid");
    assertThat(found.settings()).isEqualTo(7);
    assertThat(found.deliveries()).isZero();
    assertThat(text(log.event(quiet).orElseThrow())).isEqualTo("{}");
    assertThat(log.events().find(other).orElseThrow().deliveries()).isEqualTo(1);
    assertThat(log.events().named("evt-1", Long.MAX_VALUE, 9).event()).contains(quiet);
    assertThat(log.pending()).as("the other one").isEqualTo(1);
    assertThat(count("wh_log")).isZero();
  }

  @Test
  void an_id_of_the_hosts_is_looked_for_among_the_newest_and_it_is_said_if_there_are_more() {
    long old = quiet("order.paid", "evt-1");
    long again = quiet("order.paid", "evt-2");
    long last = quiet("order.paid", "evt-2");

    EventLog.Named newest = log.events().named("evt-2", Long.MAX_VALUE, 2);
    EventLog.Named tooOld = log.events().named("evt-1", Long.MAX_VALUE, 2);
    EventLog.Named goneOn = log.events().named("evt-1", again, 2);
    EventLog.Named nobodys = log.events().named("evt-3", Long.MAX_VALUE, 3);

    assertThat(newest).isEqualTo(new EventLog.Named(Optional.of(last), true));
    assertThat(tooOld).isEqualTo(new EventLog.Named(Optional.empty(), false));
    assertThat(goneOn.event()).contains(old);
    assertThat(nobodys)
        .as("all were looked at")
        .isEqualTo(new EventLog.Named(Optional.empty(), true));
  }

  @Test
  void a_delivery_counts_for_its_event_before_and_after_its_end_and_for_no_neighbour() {
    long first = accept(Hold.LEASED);
    long second = quiet("order.paid", null);
    long third = accept(Hold.FREE);
    settle(delivered(first));

    assertThat(log.events().page(Long.MAX_VALUE, 10))
        .extracting(StoredEvent::event, StoredEvent::deliveries)
        .containsExactly(tuple(third, 1), tuple(second, 0), tuple(first, 1));
  }

  @Test
  void a_search_for_a_type_looks_at_so_many_events_and_says_where_to_go_on() {
    long first = quiet("task.finished", null);
    quiet("order.paid", null);
    quiet("order.paid", null);

    EventLog.Found newest = log.events().search("task.finished", null, Long.MAX_VALUE, 9, 2);
    EventLog.Found rest = log.events().search("task.finished", null, newest.end(), 9, 2);
    EventLog.Found enough = log.events().search("order.paid", null, Long.MAX_VALUE, 2, 2);
    EventLog.Found all = log.events().search("task.finished", null, Long.MAX_VALUE, 9, 3);

    assertThat(newest.events()).isEmpty();
    assertThat(newest.searched()).isEqualTo(2);
    assertThat(keys(rest.events())).containsExactly(first);
    assertThat(rest.searched()).as("there are no further ones").isZero();
    assertThat(enough.events()).hasSize(2);
    assertThat(enough.searched()).as("it does not take more").isZero();
    assertThat(keys(all.events())).containsExactly(first);
    assertThat(all.searched()).isZero();
  }

  @Test
  void events_are_paged_by_their_keys_and_found_by_type_and_time() {
    long first = quiet("task.finished", null);
    clock.forward(Duration.ofSeconds(1));
    long since = clock.millis();
    long second = quiet("order.paid", null);
    long third = quiet("task.finished", null);

    assertThat(keys(log.events().page(Long.MAX_VALUE, 2))).containsExactly(third, second);
    assertThat(keys(log.events().page(second, 2))).containsExactly(first);
    assertThat(keys(
            log.events().search("task.finished", null, Long.MAX_VALUE, 9, 99).events()))
        .containsExactly(third, first);
    assertThat(keys(
            log.events().search("task.finished", since, Long.MAX_VALUE, 9, 99).events()))
        .containsExactly(third);
  }

  @Test
  void retention_takes_quiet_events_by_age_as_it_does_others() {
    quiet("old", null);
    long busy = accept(Hold.FREE);
    clock.forward(MONTH.plusMillis(1));
    long young = quiet("young", null);

    sweep(MONTH, 1_000);

    assertThat(keys(log.events().page(Long.MAX_VALUE, 9)))
        .as("what is still to be sent stays")
        .containsExactly(young, busy);
  }

  @Test
  void retention_bounds_how_many_quiet_events_there_are_and_touches_no_others() {
    long delivered = accept(Hold.LEASED);
    settle(delivered(delivered));
    var quiet = new ArrayList<Long>();
    for (int i = 0; i < 7; i++) {
      quiet.add(quiet("order.paid", null));
      clock.forward(Duration.ofMillis(3));
    }

    sweep(MONTH, 4);

    assertThat(keys(log.events().page(Long.MAX_VALUE, 99)))
        .containsExactly(quiet.get(6), quiet.get(5), quiet.get(4), quiet.get(3), delivered);
    assertThat(count("wh_log")).isEqualTo(1);
  }

  @Test
  void a_repeated_event_is_found_by_the_hosts_id_of_it_until_retention_takes_it() {
    NewEvent first = keyed("a", "evt-1");
    NewEvent second = keyed("a", "evt-2");
    admit(first);
    admit(second, keyed("a", null), keyed("a", "evt-1"));

    assertThat(log.events().repeat("evt-2"))
        .contains(new EventLog.Repeat(second.event(), first.event()));
    assertThat(log.events().repeat("evt-1")).isEmpty();
    assertThat(count("wh_repeat")).isEqualTo(1);

    clock.forward(MONTH.plusMillis(1));
    sweep(MONTH, 1_000);
    assertThat(log.events().repeat("evt-2")).isEmpty();
  }

  @Test
  void retention_bounds_how_many_repetitions_are_known() {
    admit(keyed("a", "evt-0"));
    for (int i = 1; i <= 9; i++) {
      admit(keyed("a", "evt-" + i));
    }

    sweep(MONTH, 5);

    assertThat(count("wh_repeat")).isEqualTo(5);
    assertThat(log.events().repeat("evt-9")).isPresent();
    assertThat(log.events().repeat("evt-4")).isEmpty();
  }

  @Test
  void the_settings_of_a_version_are_those_of_the_last_change_before_it() {
    change(0, Map.of("global", "G1", "service/a", "A1"));
    change(1, Map.of("service/b", "B2"));
    change(2, Map.of("service/a", "A3"));
    save(3, Map.of("service/b", Optional.empty()));

    assertThat(log.events().settings(1)).isEqualTo(Map.of("global", "G1", "service/a", "A1"));
    assertThat(log.events().settings(2))
        .isEqualTo(Map.of("global", "G1", "service/a", "A1", "service/b", "B2"));
    assertThat(log.events().settings(4)).isEqualTo(Map.of("global", "G1", "service/a", "A3"));
    assertThat(log.events().settings(0)).isEmpty();
  }

  private void change(long from, Map<String, String> documents) {
    var some = new HashMap<String, Optional<String>>();
    documents.forEach((name, text) -> some.put(name, Optional.of(text)));
    save(from, some);
  }

  private void save(long from, Map<String, Optional<String>> documents) {
    var change = new SettingsChange(from, documents, Map.of(), "test");
    assertThat(outbox.<Boolean>transaction(() -> outbox.saveSettings(change))).isTrue();
  }

  private long quiet(String type, String id) {
    List<NewDelivery> none = List.of();
    var event =
        new NewEvent(outbox.keys().block(1), id, type, clock.millis(), bytes("{}"), none, null, 7);
    outbox.transaction(() -> {
      outbox.accept(List.of(event), 0);
      return 0;
    });
    return event.event();
  }

  private static List<Long> keys(List<StoredEvent> events) {
    return events.stream().map(StoredEvent::event).toList();
  }
}
