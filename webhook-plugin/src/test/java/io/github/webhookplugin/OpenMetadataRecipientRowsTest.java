package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.api.PersonalWebhook;
import io.github.webhookplugin.api.RecipientDirectory.Group;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of both OpenMetadata seeds that are about people, and the traps in them, by their ids. */
class OpenMetadataRecipientRowsTest extends PeopleChannel {
  @BeforeEach
  void people() {
    directory.groups.put(Group.ADMINS, List.of(ANN));
    directory.groups.put(Group.OWNERS, List.of(BEN));
    directory.groups.put(Group.FOLLOWERS, List.of(CAT));
    webhook(ANN, "/sendToAdmins");
    webhook(BEN, "/sendToOwners");
    webhook(CAT, "/sendToFollowers");
  }

  @ParameterizedTest
  @CsvSource({"sendToAdmins", "sendToOwners", "sendToFollowers"})
  void W_33_W_34_W_35_each_switch_is_off_by_default_and_tells_its_group(String name) {
    configure(service("Off", "/off"));
    assertThat(services().get(0)).containsEntry(name, false);
    assertThat(webhooks.publish(anEvent()).deliveries()).isEqualTo(1);

    configure(service("On", "/on", name, true));
    webhooks.publish(anEvent());

    assertThat(got(3))
        .extracting(Receiver.Got::path)
        .containsExactlyInAnyOrder("/off", "/on", "/" + name);
    assertThat(services().get(0)).containsEntry(name, true);
  }

  @Test
  void W_68_S_29_owners_and_followers_each_get_a_batch_of_their_own() throws Exception {
    configure(service(
        "Owners and followers",
        "/hook",
        "sendToOwners",
        true,
        "sendToFollowers",
        true,
        "batchSize",
        5,
        "batchWait",
        1));

    webhooks.publish(anEvent());
    webhooks.publish(anEvent());
    await().until(() -> receiver.got("/sendToOwners").size() == 2);
    clock.forward(Duration.ofSeconds(2));

    await().until(() -> receiver.got("/hook").size() == 1);
    await().until(() -> receiver.got("/sendToFollowers").size() == 2);
    assertThat(receiver.got("/sendToAdmins")).isEmpty();
  }

  @Test
  void X_43_a_batch_never_mixes_recipients() throws Exception {
    configure(service("Batches", "/hook", "sendToOwners", true, "batchSize", 5, "batchWait", 1));

    webhooks.publish(anEvent());
    webhooks.publish(anEvent());
    await().until(() -> receiver.got("/sendToOwners").size() == 2);
    clock.forward(Duration.ofSeconds(2));
    await().until(() -> receiver.got("/hook").size() == 1);

    assertThat(events(receiver.got("/hook").get(0))).isEqualTo(2);
    for (Receiver.Got each : receiver.got("/sendToOwners")) {
      assertThat(events(each)).isEqualTo(1);
    }
  }

  private static int events(Receiver.Got got) throws Exception {
    return new ObjectMapper().readTree(got.body()).path("events").size();
  }

  @Test
  void ordered_services_tell_nobody_whose_webhook_would_hold_up_all() {
    assertThat(problems(service("Both", "/b", "ordered", true, "sendToOwners", true)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/services/0/ordered"));
  }

  @Test
  void S_07_S_18a_S_18b_S_18c_S_41_all_three_groups_may_be_told_at_once() {
    configure(service(
        "All", "/hook", "sendToAdmins", true, "sendToOwners", true, "sendToFollowers", true));

    assertThat(webhooks.publish(anEvent()).deliveries()).isEqualTo(4);

    got(4);
  }

  @Test
  void S_08_S_30_X_42_receivers_are_data_for_the_body_and_no_mail_is_sent() {
    configure(service(
        "Mail",
        "/email-webhook",
        "sendToAdmins",
        true,
        "sendToOwners",
        true,
        "receivers",
        List.of("ann@example.com", "ben@example.com"),
        "body",
        "{\"to\":{{{receivers}}}}"));

    webhooks.publish(anEvent());

    got(3);
    assertThat(receiver.got("/email-webhook")).hasSize(1);
    assertThat(receiver.got("/email-webhook").get(0).body())
        .isEqualTo("{\"to\":[\"ann@example.com\",\"ben@example.com\"]}");
  }

  @Test
  void S_12_receivers_are_all_different_texts() {
    assertThat(problems(service("Mail", "/m", "receivers", List.of("a@x.example", " a@x.example"))))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.pointer()).isEqualTo("/services/0/receivers/1");
          assertThat(problem.message()).contains("in the list already");
        });
    assertThat(problems(service("Mail", "/m", "receivers", List.of("a", 1, ""))))
        .hasSize(2);
  }

  @Test
  void S_13_a_service_may_do_without_an_address_if_its_people_have_some() {
    configure(Map.of("name", "Personal", "sendToAdmins", true));

    webhooks.publish(anEvent());

    assertThat(got().path()).isEqualTo("/sendToAdmins");
    assertThat(services().get(0).get("url")).isNull();
    assertThat(problems(Map.of("name", "Nobody"))).singleElement().satisfies(problem -> {
      assertThat(problem.pointer()).isEqualTo("/services/0/url");
    });
  }

  @Test
  void S_13_without_a_directory_such_a_service_says_that_it_is_incomplete() {
    configure(Map.of("name", "Personal", "sendToAdmins", true));
    assertThat(admin("GET", "services", "").at("/services/0/status/incomplete").isNull())
        .isTrue();
    webhooks.stop(BOUND);
    webhooks = WebhookRuntime.open(io.github.webhookplugin.api.HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .clock(clock)
        .build());

    assertThat(admin("GET", "services", "").at("/services/0/status/incomplete").asText())
        .startsWith("It has no address of its own");
    assertThat(webhooks.publish(anEvent()).skipped()).isEqualTo(1);
    assertThat(only(State.SKIPPED).sentence()).contains("The host has no directory of people.");
  }

  @Test
  void X_24_people_are_in_the_event_and_each_address_gets_one_delivery() throws Exception {
    directory.groups.put(Group.OWNERS, List.of(ANN, BEN, CAT));
    directory.webhooks.put(CAT.id(), PersonalWebhook.to(receiver.url("/sendToOwners")));
    directory.webhooks.put(ANN.id(), PersonalWebhook.to(receiver.url("/hook")));
    configure(service(
        "X",
        "/hook",
        "sendToAdmins",
        true,
        "sendToOwners",
        true,
        "body",
        "{\"recipients\":{{{recipients}}},\"receivers\":{{{receivers}}}}"));

    var receipt = webhooks.publish(anEvent());

    assertThat(receipt.deliveries())
        .as("the service's own, and one that Ben and Cat share")
        .isEqualTo(2);
    String people =
        "[{\"id\":\"u-1\",\"name\":\"Ann\"},{\"id\":\"u-2\",\"name\":\"Ben\"},{\"id\":\"u-3\",\"name\":\"Cat\"}]";
    for (Receiver.Got each : got(2)) {
      assertThat(each.body())
          .isEqualTo("{\"recipients\":" + people + ",\"receivers\":" + people + "}");
    }
    assertThat(receiver.got("/sendToOwners")).hasSize(1);
  }
}
