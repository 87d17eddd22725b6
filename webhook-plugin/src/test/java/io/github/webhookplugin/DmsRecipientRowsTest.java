package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.api.PersonalWebhook;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of the DMS seed that are about people, by their ids. */
class DmsRecipientRowsTest extends PeopleChannel {
  private static final String BODY = "{\"targetUsers\":{{{targetUsers}}},\"receivers\":"
      + "[{{#receivers}}{\"uid\":\"{{id}}\",\"name\":\"{{name}}\"},{{/receivers}}]}";

  @Test
  void D_03_a_webhook_is_a_person_s_own() throws Exception {
    webhook(ANN, "/ann");
    webhook(BEN, "/ben");
    configureDms();

    webhooks.publish(eventFor(ANN));

    got();
    assertThat(receiver.got("/ann")).hasSize(1);
    assertThat(receiver.got("/ben")).isEmpty();
  }

  @Test
  void D_05_who_has_switched_the_channel_off_gets_nothing() {
    directory.webhooks.put(ANN.id(), PersonalWebhook.to(receiver.url("/ann")).switchedOff());
    configureDms();

    var receipt = webhooks.publish(eventFor(ANN));

    assertThat(receipt.deliveries()).isZero();
    assertThat(only(State.SKIPPED).sentence())
        .isEqualTo("The service has no address of its own, and of 1 person nobody is reached."
            + " Ann has switched their webhook off.");
  }

  @Test
  void D_06_each_person_has_a_key_of_their_own_or_none() {
    directory.webhooks.put(
        ANN.id(), PersonalWebhook.to(receiver.url("/ann")).signedWith("key-of-ann"));
    directory.webhooks.put(
        BEN.id(),
        PersonalWebhook.to(receiver.url("/ben"))
            .signedWith("key-of-ben")
            .signedAs(PersonalWebhook.UNSIGNED));
    configureDms();

    webhooks.publish(eventFor(ANN, BEN));

    got(2);
    assertThat(receiver.got("/ann").get(0).headers()).containsKey("webhook-signature");
    assertThat(receiver.got("/ben").get(0).headers()).doesNotContainKey("webhook-signature");
  }

  @Test
  void D_06_a_person_s_webhook_names_how_it_is_signed() {
    directory.webhooks.put(
        ANN.id(),
        PersonalWebhook.to(receiver.url("/ann")).signedWith("key-of-ann").signedAs("github"));
    configureDms();

    webhooks.publish(eventFor(ANN));

    assertThat(got().headers())
        .containsKey("x-hub-signature-256")
        .doesNotContainKey("webhook-signature");
  }

  @Test
  void D_19_target_users_are_those_whom_the_host_means() throws Exception {
    webhook(ANN, "/ann");
    configureDms();

    webhooks.publish(eventFor(ANN, BEN));

    assertThat(body(got()).path("targetUsers").toString())
        .isEqualTo("[{\"uid\":\"u-1\",\"name\":\"Ann\"},{\"uid\":\"u-2\",\"name\":\"Ben\"}]");
  }

  @Test
  void D_20_receivers_are_those_who_are_reached_and_the_history_says_why_the_others_are_not()
      throws Exception {
    Person dan = new Person("u-4", "Dan");
    Person eve = new Person("u-5", "Eve");
    webhook(ANN, "/ann");
    webhook(BEN, "/ben");
    webhook(CAT, "/cat");
    directory.webhooks.put(dan.id(), PersonalWebhook.to(receiver.url("/dan")).switchedOff());
    configureDms();

    webhooks.publish(eventFor(ANN, dan, BEN, eve, CAT));

    assertThat(got(3))
        .extracting(Receiver.Got::path)
        .containsExactlyInAnyOrder("/ann", "/ben", "/cat");
    for (Receiver.Got each : receiver.got()) {
      assertThat(names(body(each).path("receivers"))).containsExactly("Ann", "Ben", "Cat");
    }
    String id = admin("GET", "deliveries", "").at("/deliveries/0/id").asText();
    JsonNode people = admin("GET", "deliveries/" + id, "").path("recipients");
    assertThat(people.path("intended").asInt()).isEqualTo(5);
    assertThat(people.path("reached").asInt()).isEqualTo(3);
    assertThat(people.at("/people/1/whyNot").asText()).isEqualTo("has switched their webhook off.");
    assertThat(people.at("/people/3/whyNot").asText()).isEqualTo("has no webhook.");
  }

  @Test
  void D_45_there_are_any_number_of_people_and_none_is_an_empty_list() throws Exception {
    configure(service("Orders", "/orders", "body", BODY));
    List<Person> many = SampleDirectory.many(200);

    webhooks.publish(eventFor());
    assertThat(got().body()).isEqualTo("{\"targetUsers\":[],\"receivers\":[]}");

    many.forEach(person -> webhook(person, "/p"));
    webhooks.publish(eventFor(many.toArray(Person[]::new)));
    JsonNode body = body(got(2).get(1));
    assertThat(body.path("targetUsers")).hasSize(200);
    assertThat(body.path("receivers")).hasSize(200);
  }

  private void configureDms() {
    var service = service("DMS", "", "sendToRecipients", true, "body", BODY);
    service.remove("url");
    configure(service);
  }

  private static JsonNode body(Receiver.Got got) throws Exception {
    return new ObjectMapper().readTree(got.body());
  }

  private static List<String> names(JsonNode people) {
    var names = new ArrayList<String>();
    people.forEach(person -> names.add(person.path("name").asText()));
    return names;
  }
}
