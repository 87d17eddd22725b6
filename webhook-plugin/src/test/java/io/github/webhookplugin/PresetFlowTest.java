package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.receivers.CloudEvents;
import io.github.webhookplugin.receivers.Dms;
import io.github.webhookplugin.receivers.OpenMetadata;
import io.github.webhookplugin.receivers.Opsgenie;
import io.github.webhookplugin.receivers.PagerDuty;
import io.github.webhookplugin.receivers.Received;
import io.github.webhookplugin.receivers.Signed;
import io.github.webhookplugin.receivers.StandardWebhooks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The other presets against their receivers: what is sent is taken and verifies. */
class PresetFlowTest extends PresetFlow {
  private static final String TITLE = "Import <4711> & more";
  private static final String MESSAGE = "2 rows \"skipped\"\nC:\\data\t中文 🎉";
  private static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void P_09_S_26_pagerduty_gets_its_key_in_the_body_and_the_api_does_not_show_it() {
    var pagerDuty = new PagerDuty();
    String id = service(
        "pagerduty",
        pagerDuty,
        "{'routingKey': '" + pagerDuty.routingKey() + "', 'severity': 'critical'}");

    publish(anEvent().entity(Map.of("id", "import-7")).build());

    Received event = taken(pagerDuty);
    assertThat(event.request().json().path("dedup_key").asText()).isEqualTo("import-7");
    assertThat(event.request().json().at("/payload/severity").asText()).isEqualTo("critical");
    assertThat(event.request().header("authorization")).isEmpty();
    assertThat(text(get("services/" + id))).doesNotContain(pagerDuty.routingKey());
    assertThat(text(get("deliveries"))).doesNotContain(pagerDuty.routingKey());
  }

  @Test
  void P_10_opsgenie_gets_its_key_in_a_header_and_a_title_that_fits() {
    var opsgenie = new Opsgenie();
    service("opsgenie", opsgenie, "{'apiKey': '" + opsgenie.apiKey() + "'}");

    publish(anEvent().title("t".repeat(200)).build());

    assertThat(taken(opsgenie).request().json().path("message").asText()).hasSize(130);
  }

  @Test
  void P_11_a_receiver_of_dms_verifies_what_is_sent() {
    var dms = new Dms("p4ss");
    service("dms", dms, "{'password': 'p4ss'}");

    publish(anEvent()
        .actor(new Person("167382665015xxxx", "张三"))
        .recipients(List.of(new Person("1", "xxx1")))
        .data(Map.of("category", "Tickets", "event", "Success", "module", "Data change"))
        .build());

    var event = taken(dms).request().json().path("messageEvent");
    assertThat(event.path("Module").asText()).isEqualTo("Data change");
    assertThat(event.path("eventTime").isIntegralNumber()).isTrue();
    assertThat(event.at("/receivers/0/name").asText()).isEqualTo("xxx1");
    assertThat(event.path("submitterName").asText()).isEqualTo("张三");
  }

  @Test
  void P_11_without_a_password_the_method_is_none_and_an_empty_answer_is_success() {
    var dms = new Dms("");
    dms.saysNothing();
    service("dms", dms, "{}");

    publish(anEvent().build());

    taken(dms);
    assertThat(ended().reason()).contains("answered nothing");
  }

  @Test
  void P_11_a_wrong_password_is_told_by_the_receiver_and_tried_again() {
    var dms = new Dms("p4ss");
    service("dms", dms, "{'password': 'other'}");

    publish(anEvent().build());

    waiting(1);
    assertThat(json(get("deliveries?state=waiting")).toString())
        .contains("The receiver said no: signature verification failed");
  }

  @ParameterizedTest
  @CsvSource({
    "action, both, POST, 5",
    "entity, both, POST, 6",
    "action, action, PUT, 5",
    "action, entity, POST, 5"
  })
  void P_12_S_27_a_receiver_written_from_the_pages_of_openmetadata_verifies_what_is_sent(
      String payload, String header, String method, int keys) {
    var receiver = OpenMetadata.asDocumented("your-secret");
    service(
        "openmetadata-docs",
        receiver,
        "{'secret': 'your-secret', 'payload': '%s', 'header': '%s', 'method': '%s'}"
            .formatted(payload, header, method));

    publish(change());

    Received event = taken(receiver);
    assertThat(event.request().method()).isEqualTo(method);
    assertThat(event.request().json()).hasSize(keys);
    assertThat(event.request().header("x-om-signature").isEmpty())
        .isEqualTo(header.equals("entity"));
    assertThat(event.request().header("x-openmetadata-signature").isEmpty())
        .isEqualTo(header.equals("action"));
  }

  @Test
  void P_12_without_a_secret_there_is_no_signature_header() {
    var receiver = OpenMetadata.asDocumented("");
    service("openmetadata-docs", receiver, "{}");

    publish(change());

    taken(receiver);
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "list"})
  void P_13_a_receiver_of_the_real_server_verifies_what_is_sent(String form) {
    var receiver = OpenMetadata.asSent("your-secret");
    service("openmetadata", receiver, "{'secret': 'your-secret', 'form': '" + form + "'}");

    publish(change());
    clock.forward(Duration.ofSeconds(2));

    var json = taken(receiver).request().json();
    var event = form.equals("list") ? json.at("/data/0") : json;
    assertThat(parsed(event.path("entity").asText()).path("name").asText()).isEqualTo("customers");
    assertThat(event.path("entityType").asText()).isEqualTo("table");
  }

  @Test
  void X_17_the_two_dialects_are_never_mixed() {
    var receiver = OpenMetadata.asDocumented("your-secret");
    service("openmetadata", receiver, "{'secret': 'your-secret'}");

    publish(change());

    assertThat(failed().reason()).contains("401");
  }

  @Test
  void P_15_cloudevents_structured() {
    var receiver = new CloudEvents("t0ken");
    service("cloudevents", receiver, "{'token': 't0ken', 'source': '/imports'}");

    publish(anEvent().entity(Map.of("id", "7")).build());

    Received event = taken(receiver);
    assertThat(CloudEvents.attributes(event))
        .containsEntry("type", "task.finished")
        .containsEntry("source", "/imports")
        .containsEntry("subject", "7");
    assertThat(event.request().json().at("/data/message").asText()).isEqualTo(MESSAGE);
  }

  @Test
  void P_15_cloudevents_binary_encodes_what_a_header_cannot_have() {
    var receiver = new CloudEvents("");
    service("cloudevents", receiver, "{'mode': 'binary'}");

    publish(NotificationEvent.of("com.example.任务 \"100%\"").title("x").build());

    Received event = taken(receiver);
    assertThat(event.request().header("ce-type"))
        .isEqualTo("com.example.%E4%BB%BB%E5%8A%A1%20%22100%25%22");
    assertThat(CloudEvents.attributes(event)).containsEntry("type", "com.example.任务 \"100%\"");
  }

  @Test
  void P_15_cloudevents_batched() {
    var receiver = new CloudEvents("");
    service("cloudevents", receiver, "{'mode': 'batched'}");

    publish(anEvent().build());
    publish(anEvent().build());
    clock.forward(Duration.ofSeconds(2));

    assertThat(taken(receiver).request().json()).hasSize(2);
  }

  @Test
  void P_16_standard_webhooks_are_verified_and_repeats_have_the_same_id() {
    var receiver = new StandardWebhooks(WHSEC);
    receiver.answersNext("500");
    service("standard-webhooks", receiver, "{'secret': '" + WHSEC + "'}");
    publish(anEvent().build());
    clock.forward(waiting(1));

    var both = received(receiver, 2);
    assertThat(both.get(1).verdict()).isEqualTo("taken");
    assertThat(both.get(1).request().header("webhook-id"))
        .isEqualTo(both.get(0).request().header("webhook-id"));
    assertThat(both.get(1).request().header("webhook-timestamp"))
        .isNotEqualTo(both.get(0).request().header("webhook-timestamp"));
  }

  @ParameterizedTest
  @CsvSource({"github", "stripe-style", "shopify"})
  void receivers_that_sign_as_others_do_verify_the_recipe(String recipe) {
    var receiver = switch (recipe) {
      case "github" -> Signed.gitHub("s3cr3t");
      case "shopify" -> Signed.shopify("s3cr3t");
      default -> Signed.stripe("s3cr3t");
    };
    service(
        "standard-webhooks", receiver, "{}", "{'signature': '" + recipe + "', 'secret': 's3cr3t'}");

    publish(anEvent().build());

    taken(receiver);
  }

  @Test
  void A_53_an_event_reads_as_an_alert_of_alertmanager() {
    var receiver = Signed.gitHub("unused");
    receiver.answersNext("200");
    service("alertmanager", receiver, "{}");

    publish(anEvent().build());

    var alert = received(receiver, 1).get(0).request().json();
    assertThat(alert.path("version").asText()).isEqualTo("4");
    assertThat(alert.at("/alerts/0/status").asText()).isEqualTo("firing");
    assertThat(alert.at("/alerts/0/annotations/summary").asText()).isEqualTo(TITLE);
  }

  private static NotificationEvent change() {
    return NotificationEvent.of("entityUpdated")
        .title("customers")
        .entity(Map.of("type", "table", "id", "1", "name", "customers"))
        .changes(Map.of("fieldsAdded", List.of()))
        .actor(new Person("u", "ann"))
        .build();
  }
}
