package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.outbox.Lineage.Cause;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose webhook a delivery goes to, as the store keeps it. */
abstract class RecipientContract extends HealthContract {
  private static final Person ANN = new Person("u-1", "Ann");
  private static final Person BEN = new Person("u-2", "");

  @Test
  void a_delivery_to_a_person_is_taken_up_with_that_person_after_a_restart_too() {
    long ann = personal(ANN);
    long ben = personal(BEN);
    long other = accept(Hold.FREE);
    outbox.close();
    outbox = Outbox.open(database, clock, ME);

    List<Claimed> claimed = claim(10);

    assertThat(claimed).hasSize(3);
    assertThat(claimed)
        .filteredOn(row -> row.delivery() == ann || row.delivery() == ben)
        .extracting(row -> row.queued().lineage())
        .containsExactly(Lineage.to(ANN, ann - 1), Lineage.to(BEN, ben - 1));
    assertThat(claimed)
        .filteredOn(row -> row.delivery() == other + 1)
        .allSatisfy(row -> assertThat(row.queued().lineage()).isEqualTo(Lineage.EVENT));
  }

  @Test
  void the_log_says_whose_it_was_and_so_does_its_redelivery() {
    long ann = personal(ANN);
    settle(new Settlement.Ended(
        claim(1).get(0).queued(), Result.FAILED, 1, clock.millis(), null, "No."));

    assertThat(log.find(ann).orElseThrow().lineage()).isEqualTo(Lineage.to(ANN, ann - 1));
    long again = outbox.keys().block(1);
    redeliver(ann, again);

    Lineage lineage = claim(1).get(0).queued().lineage();
    assertThat(lineage.cause()).isEqualTo(Cause.REDELIVERY);
    assertThat(lineage.recipient()).isEqualTo(ANN);
    assertThat(log.find(again).orElseThrow().lineage().recipient()).isEqualTo(ANN);
  }

  @Test
  void retention_takes_the_person_with_the_log_row() {
    personal(ANN);
    settle(new Settlement.Ended(
        claim(1).get(0).queued(), Result.DELIVERED, 1, clock.millis(), null, "Yes."));
    personal(BEN);
    assertThat(count("wh_recipient")).isEqualTo(2);
    clock.forward(Duration.ofDays(40));

    sweep(Duration.ofDays(30), 1_000);

    assertThat(count("wh_recipient")).as("the one that waits stays").isEqualTo(1);
  }

  private long personal(Person person) {
    return store(
            1, key -> new NewDelivery(key, 1, Hold.FREE, "", 0, false, Lineage.to(person, key - 1)))
        .get(0);
  }
}
