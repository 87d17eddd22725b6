package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.api.PersonalWebhook;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  void D_06_a_person_s_request_in_dms_s_form_is_verified_with_that_person_s_key_and_no_other() {
    String ann = receiver.url("/ann?of=1");
    directory.webhooks.put(ANN.id(), PersonalWebhook.to(ann).signedWith("Key of Ann 密"));
    directory.webhooks.put(
        BEN.id(), PersonalWebhook.to(receiver.url("/ben")).signedWith("key of Ben"));
    configurePreset("key of the service");

    webhooks.publish(ticketFor(ANN, BEN));

    got(3);
    assertOnlyVerifiedWith("Key of Ann 密", ann, "/ann?of=1");
    assertOnlyVerifiedWith("key of Ben", receiver.url("/ben"), "/ben");
    assertOnlyVerifiedWith("key of the service", receiver.url("/service"), "/service");
    for (Receiver.Got each : receiver.got()) {
      assertThat(each.headers()).containsEntry("dms-event", "Message Hook");
      assertThat(DmsChannel.json(each.body()).path("signatureMethod").asText())
          .isEqualTo("HMAC_SHA1");
      assertThat(each.body()).doesNotContain("ey of ");
    }
    assertThat(receipts(3)).allMatch(one -> one.outcome() == Outcome.DELIVERED);
  }

  private void assertOnlyVerifiedWith(String key, String url, String path) {
    String body = receiver.got(path).get(0).body();
    DmsChannel.assertVerified(url, key, body);
    for (String other : List.of("Key of Ann 密", "key of Ben", "key of the service")) {
      for (Fastjson fastjson : Fastjson.values()) {
        assertThat(DmsChannel.verified(fastjson, DmsSeedReceiver.class, url, other, body))
            .as(path + " with " + other)
            .isEqualTo(other.equals(key));
      }
    }
  }

  @Test
  void D_06_a_new_key_of_a_person_s_counts_when_their_request_is_tried_again() {
    directory.webhooks.put(
        ANN.id(), PersonalWebhook.to(receiver.url("/ann")).signedWith("old key"));
    configurePreset("key of the service");
    receiver.answers(200, "{\"root\": \"not now\", \"success\": false}");
    webhooks.publish(ticketFor(ANN));
    await().until(() -> count(State.WAITING) == 2);
    directory.webhooks.put(
        ANN.id(), PersonalWebhook.to(receiver.url("/ann")).signedWith("new key"));
    receiver.answers(200, "{\"root\": \"\", \"success\": true}");

    clock.forward(Duration.ofHours(1));

    await().until(() -> receiver.got("/ann").size() == 2);
    DmsChannel.assertVerified(
        receiver.url("/ann"), "old key", receiver.got("/ann").get(0).body());
    DmsChannel.assertVerified(
        receiver.url("/ann"), "new key", receiver.got("/ann").get(1).body());
  }

  @Test
  void D_06_D_22_who_has_no_key_or_wants_no_signature_gets_the_method_None() {
    directory.webhooks.put(ANN.id(), PersonalWebhook.to(receiver.url("/ann")));
    directory.webhooks.put(
        BEN.id(),
        PersonalWebhook.to(receiver.url("/ben"))
            .signedWith("key of Ben")
            .signedAs(PersonalWebhook.UNSIGNED));
    configurePreset("key of the service");

    webhooks.publish(ticketFor(ANN, BEN));

    got(3);
    for (String path : List.of("/ann", "/ben")) {
      var body = DmsChannel.json(receiver.got(path).get(0).body());
      assertThat(body.path("signatureMethod").asText()).as(path).isEqualTo("None");
      assertThat(body.path("signatureText").asText("?")).isEmpty();
    }
    var ofService = DmsChannel.json(receiver.got("/service").get(0).body());
    assertThat(ofService.path("signatureMethod").asText()).isEqualTo("HMAC_SHA1");
  }

  @Test
  void D_06_D_22_a_person_with_a_key_gets_the_method_HMAC_SHA1_of_a_service_without_one() {
    directory.webhooks.put(
        ANN.id(),
        PersonalWebhook.to(receiver.url("/ann")).signedWith("key of Ann").signedAs("dms"));
    configurePreset("");

    webhooks.publish(ticketFor(ANN));

    got(2);
    String body = receiver.got("/ann").get(0).body();
    assertThat(DmsChannel.json(body).path("signatureMethod").asText()).isEqualTo("HMAC_SHA1");
    DmsChannel.assertVerified(receiver.url("/ann"), "key of Ann", body);
    var ofService = DmsChannel.json(receiver.got("/service").get(0).body());
    assertThat(ofService.path("signatureMethod").asText()).isEqualTo("None");
    assertThat(ofService.path("signatureText").asText("?")).isEmpty();
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

  private static NotificationEvent ticketFor(Person... people) {
    return DmsChannel.ticket().recipients(List.of(people)).build();
  }

  /** The service that the preset makes, at the receiver's {@code /service} and for the event's people too. */
  @SuppressWarnings("unchecked")
  private void configurePreset(String password) {
    receiver.answers(200, "{\"root\": \"\", \"success\": true}");
    var fields = new ObjectMapper()
        .createObjectNode()
        .put("url", receiver.url("/service"))
        .put("password", password);
    var form = new ObjectMapper().createObjectNode().set("fields", fields);
    JsonNode made = admin("POST", "presets/dms/service", form.toString());
    assertThat(made.path("problems")).isEmpty();
    Map<String, Object> service = new ObjectMapper().convertValue(made.path("service"), Map.class);
    service.put("sendToRecipients", true);
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
