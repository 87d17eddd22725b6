package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.Once;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What deduplication keys do, on every database. */
abstract class DeduplicationContract extends FollowsContract {
  static final Duration WINDOW = Duration.ofDays(1);

  @Test
  void a_key_is_accepted_once_until_its_time_has_passed() {
    NewEvent first = keyed("a", "evt-1");
    NewEvent second = keyed("a", "evt-2");

    assertThat(admit(first)).containsExactly(Map.entry(first.event(), Admission.FRESH));
    assertThat(admit(second).get(second.event()))
        .isEqualTo(new Admission.Repeated(first.event(), "evt-1"));

    clock.forward(WINDOW.minusMillis(1));
    assertThat(admit(keyed("a", "evt-3")))
        .containsValue(new Admission.Repeated(first.event(), "evt-1"));
    clock.forward(Duration.ofMillis(1));
    NewEvent fourth = keyed("a", "evt-4");
    assertThat(admit(fourth)).containsValue(Admission.FRESH);
    assertThat(admit(keyed("a", "evt-5")))
        .containsValue(new Admission.Repeated(fourth.event(), "evt-4"));
  }

  @Test
  void of_two_events_of_one_turn_the_first_is_accepted_and_other_keys_are_not_touched() {
    NewEvent other = keyed("b", null);
    NewEvent first = keyed("a", null);
    NewEvent second = keyed("a", null);

    assertThat(admit(other, first, second))
        .containsOnly(
            Map.entry(other.event(), Admission.FRESH),
            Map.entry(first.event(), Admission.FRESH),
            Map.entry(second.event(), new Admission.Repeated(first.event(), null)));
  }

  @Test
  void a_turn_that_fails_leaves_the_key_free() {
    NewEvent first = keyed("a", null);

    assertThatThrownBy(() -> outbox.transaction(() -> {
          outbox.admit(List.of(first));
          throw new SQLException("disk full");
        }))
        .isInstanceOf(StoreException.class);

    assertThat(admit(keyed("a", null))).containsValue(Admission.FRESH);
  }

  @Test
  void keys_that_ended_are_removed_a_few_at_a_time() {
    for (int i = 0; i < 5; i++) {
      admit(keyed("old-" + i, null));
    }
    clock.forward(WINDOW);
    NewEvent young = keyed("young", null);
    admit(young);

    var left = new ArrayList<Integer>();
    do {
      left.add(count("wh_dedup"));
    } while (outbox.transaction(() -> outbox.prune(0, 2)));

    assertThat(left).containsExactly(6, 4, 2);
    assertThat(count("wh_dedup")).isEqualTo(1);
    assertThat(admit(keyed("young", null)))
        .containsValue(new Admission.Repeated(young.event(), null));
  }

  NewEvent keyed(String key, String id) {
    NewEvent plain = event(Hold.FREE);
    return new NewEvent(
        plain.event(),
        id,
        plain.type(),
        plain.at(),
        plain.body(),
        plain.deliveries(),
        new Once(key, clock.millis() + WINDOW.toMillis()));
  }

  Map<Long, Admission> admit(NewEvent... events) {
    return outbox.transaction(() -> outbox.admit(List.of(events)));
  }
}
