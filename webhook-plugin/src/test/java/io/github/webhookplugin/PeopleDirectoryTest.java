package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.api.RecipientDirectory.Group;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The host's directory of people: when it is asked, and what becomes of deliveries when it fails, hangs or is gone. */
class PeopleDirectoryTest extends PeopleChannel {
  @Test
  void a_directory_that_throws_keeps_no_event_from_its_service() {
    configure(service("Orders", "/orders", "sendToAdmins", true));
    directory.before = () -> {
      throw new IllegalStateException("no database");
    };

    var receipt = webhooks.publish(anEvent());

    assertThat(receipt.deliveries()).isEqualTo(1);
    got();
    assertThat(only(State.SKIPPED).sentence())
        .isEqualTo("The host's directory of people failed (IllegalStateException)."
            + " Not all its people are told.");
  }

  @Test
  void a_directory_that_fails_at_a_retry_costs_a_try_and_no_more() {
    webhook(ANN, "/ann");
    configure(service("Orders", "/orders", "sendToRecipients", true));
    receiver.answers(request -> new Receiver.Reply(request.path().equals("/ann") ? 503 : 200, ""));
    webhooks.publish(eventFor(ANN));
    await().until(() -> waiting(1) == 1);
    String body = receiver.got("/ann").get(0).body();
    directory.before = () -> {
      throw new IllegalStateException("no database");
    };
    clock.forward(INTERVAL);
    await().until(() -> waiting(2) == 1);
    assertThat(only(State.WAITING).sentence())
        .isEqualTo("The host's directory of people failed (IllegalStateException).");

    directory.before = () -> {};
    receiver.answers(200, "ok");
    clock.forward(INTERVAL);

    await().until(() -> count(State.DELIVERED) == 2);
    assertThat(receiver.got("/ann").get(1).body()).isEqualTo(body);
  }

  @Test
  void a_directory_that_hangs_holds_up_only_its_people() {
    webhook(ANN, "/ann");
    configure(service("Orders", "/orders", "sendToRecipients", true), service("Others", "/others"));
    receiver.answers(request -> new Receiver.Reply(request.path().equals("/ann") ? 503 : 200, ""));
    webhooks.publish(eventFor(ANN));
    await().until(() -> waiting(1) == 1);
    var gate = new CountDownLatch(1);
    directory.before = () -> pass(gate);
    clock.forward(INTERVAL);
    await().until(() -> directory.looks.size() == 2);

    for (int i = 0; i < 50; i++) {
      webhooks.publish(anEvent());
    }
    await()
        .until(() ->
            receiver.got("/orders").size() == 51 && receiver.got("/others").size() == 51);

    for (int i = 0; i < 4; i++) {
      clock.forward(Duration.ofSeconds(11));
      webhooks.publish(anEvent());
    }
    await().until(() -> waiting(2) == 1);
    assertThat(log().stream()
            .filter(row -> row.tries() == 2)
            .findFirst()
            .orElseThrow()
            .sentence())
        .isEqualTo("The host's directory of people did not answer within 10 seconds.");
    gate.countDown();
  }

  @Test
  void of_ten_thousand_people_a_thousand_are_told_in_one_look() {
    directory.groups.put(Group.FOLLOWERS, SampleDirectory.many(10_000));
    for (Person person : SampleDirectory.many(10_000)) {
      webhook(person, "/p/" + person.id());
    }
    configure(service("Orders", "/orders", "sendToFollowers", true));

    var receipt = webhooks.publish(anEvent());

    assertThat(receipt.deliveries()).isEqualTo(1_001);
    assertThat(directory.looks).hasSize(1);
    assertThat(directory.looks.get(0)).hasSize(1_000);
    got(1_001);
    await().atMost(Duration.ofSeconds(20)).until(() -> count(State.DELIVERED) == 1_001);
    assertThat(directory.looks)
        .as("what was asked at publish is not asked again")
        .hasSize(1);
  }

  @Test
  void a_directory_is_not_asked_for_events_whose_services_tell_nobody() {
    configure(service("Orders", "/orders"));

    webhooks.publish(eventFor(ANN));

    got();
    assertThat(directory.looks).isEmpty();
  }

  @Test
  void a_service_that_is_off_tells_nobody() {
    webhook(ANN, "/ann");
    configure(service("Orders", "/orders", "sendToRecipients", true, "enabled", false));

    var receipt = webhooks.publish(eventFor(ANN));

    assertThat(receipt.deliveries()).isZero();
    assertThat(receipt.skipped()).isEqualTo(1);
  }

  @Test
  void a_host_that_has_lost_its_directory_tries_again_and_then_gives_up() {
    webhook(ANN, "/ann");
    configure(service("Orders", "/orders", "sendToRecipients", true));
    receiver.answers(request -> new Receiver.Reply(request.path().equals("/ann") ? 503 : 200, ""));
    webhooks.publish(eventFor(ANN));
    await().until(() -> waiting(1) == 1);
    webhooks.stop(BOUND);
    webhooks = WebhookRuntime.open(io.github.webhookplugin.api.HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .clock(clock)
        .listener(receipts::add)
        .build());

    for (int tries = 2; tries <= 4; tries++) {
      int tried = tries;
      clock.forward(INTERVAL);
      await().until(() -> log().stream().anyMatch(row -> row.tries() == tried));
    }

    assertThat(only(State.FAILED).sentence())
        .isEqualTo("This host has no directory of people to find the webhook in.");
    assertThat(receipts)
        .anySatisfy(receipt -> assertThat(receipt.outcome()).isEqualTo(Outcome.FAILED));
  }
}
