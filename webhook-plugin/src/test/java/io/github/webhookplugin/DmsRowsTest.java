package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rows of DMS about requests, their bodies and the answers. Each ends at a real server. */
class DmsRowsTest extends DmsChannel {
  @Test
  void D_02_an_event_is_posted_to_the_address() {
    configure(dms());

    assertThat(sent(ticket().build()).method()).isEqualTo("POST");
  }

  @Test
  void D_04_the_address_is_what_was_entered() {
    configure(dms("url", receiver.url("/project/test-job?a=1")));

    assertThat(sent(ticket().build()).path()).isEqualTo("/project/test-job?a=1");
  }

  @Test
  void D_05_a_webhook_that_is_switched_off_sends_nothing() {
    configure(dms("enabled", false));

    webhooks.publish(ticket().build());

    assertThat(receipt().outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void D_09_the_header_says_message_hook() {
    configure(dms());

    assertThat(sent(ticket().build()).headers()).containsEntry("dms-event", "Message Hook");
  }

  @Test
  void D_10_submitterUid_is_the_id_of_the_actor() {
    configure(dms());

    assertThat(messageEvent(sent(ticket().build())).path("submitterUid").asText())
        .isEqualTo("167382665015xxxx");
  }

  @Test
  void D_11_submitterName_is_the_name_of_the_actor() {
    configure(dms());

    assertThat(messageEvent(sent(ticket().build())).path("submitterName").asText())
        .isEqualTo("xxx");
  }

  @Test
  void D_12_category_is_any_text() {
    configure(dms());

    assertThat(messageEvent(sent(ticket().data("category", "Task Orchestration").build()))
            .path("category")
            .asText())
        .isEqualTo("Task Orchestration");
  }

  @Test
  void D_13_module_is_any_text() {
    configure(dms());

    assertThat(messageEvent(sent(ticket().data("module", "schema design").build()))
            .path("Module")
            .asText())
        .isEqualTo("schema design");
  }

  @Test
  void D_14_event_is_any_text() {
    configure(dms());

    assertThat(messageEvent(sent(ticket().data("event", "pending approval").build()))
            .path("event")
            .asText())
        .isEqualTo("pending approval");
  }

  @Test
  void D_15_taskId_is_the_entity_and_is_left_out_without_one() {
    configure(dms());

    var without = messageEvent(sent(ticket().build()));
    webhooks.publish(ticket().entity(Map.of("id", "4711", "name", "Import")).build());
    var with = messageEvent(got(2).get(1));

    assertThat(without.has("taskId")).isFalse();
    assertThat(with.path("taskId").asText()).isEqualTo("4711");
  }

  @Test
  void D_16_taskName_is_the_name_of_the_entity() {
    configure(dms());

    assertThat(messageEvent(sent(ticket().build())).path("taskName").asText())
        .isEqualTo("Webhook test");
  }

  @Test
  void D_17_eventTime_is_a_number_of_milliseconds_or_a_text_as_the_template_says() {
    configure(
        dms(),
        dms(
            "name", "As the table says",
            "url", receiver.url("/text"),
            "body", signedBody(EVENT.replace("{{timeMillis}}", "\"{{timeMillis}}\""))));

    webhooks.publish(ticket().build());
    got(2);

    var number = messageEvent(receiver.got("/").get(0)).path("eventTime");
    var text = messageEvent(receiver.got("/text").get(0)).path("eventTime");
    assertThat(number.isIntegralNumber()).isTrue();
    assertThat(number.asLong()).isEqualTo(1625630049930L);
    assertThat(text.isTextual()).isTrue();
    assertThat(text.asText()).isEqualTo("1625630049930");
  }

  @Test
  void D_18_the_message_arrives_to_its_last_blank() {
    configure(dms());

    assertThat(messageEvent(sent(ticket().build())).path("message").asText())
        .isEqualTo("[DMS] Webhook test, code: 144619 ");
  }

  @Test
  void D_19_targetUsers_are_the_recipients_that_the_host_means() {
    configure(dms());

    var users = messageEvent(sent(ticket().build())).path("targetUsers");

    assertThat(users.findValuesAsText("uid")).containsExactly("1", "2");
    assertThat(users.findValuesAsText("name")).containsExactly("xxx1", "张三");
  }

  @Test
  void D_22_signatureMethod_is_always_there_and_says_None_when_nothing_is_signed() {
    configure(unsigned());

    var body = json(sent(ticket().build()).body());

    assertThat(body.path("signatureMethod").asText()).isEqualTo("None");
  }

  @Test
  void D_23_signatureText_is_padded_base64_and_empty_for_None() {
    configure(dms(), unsigned());

    webhooks.publish(ticket().build());
    got(2);

    assertThat(json(receiver.got("/").get(0).body()).path("signatureText").asText())
        .matches("[A-Za-z0-9+/]{27}=");
    assertThat(json(receiver.got("/none").get(0).body()).path("signatureText").asText())
        .isEmpty();
  }

  private Map<String, Object> unsigned() {
    var service = dms(
        "name", "Unsigned",
        "url", receiver.url("/none"),
        "body", signedBody(EVENT).replace("HMAC_SHA1", "None"));
    service.keySet().removeAll(List.of("signature", "secret"));
    return service;
  }

  @Test
  void D_24_the_envelope_has_messageEvent_and_beside_it_the_signature() {
    configure(dms());

    assertThat(json(sent(ticket().build()).body()).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("messageEvent", "signatureMethod", "signatureText");
  }

  @Test
  void D_25_success_true_is_delivered() {
    configure(dms());
    receiver.answers(200, "{\"root\": \"\", \"success\": true}");

    webhooks.publish(ticket().build());

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void D_26_success_false_fails_and_keeps_the_error_message_of_root() {
    configure(dms("retry", Map.of("mode", "fixed", "count", 0, "interval", 60)));
    receiver.answers(500, "{\"root\": \"error message\", \"success\": false}");

    webhooks.publish(ticket().build());

    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().reason()).contains("error message");
  }

  @Test
  void D_27_success_false_fails_with_status_200_too() {
    configure(dms("retry", Map.of("mode", "fixed", "count", 0, "interval", 60)));
    receiver.answers(200, "{\"root\": \"no such job\", \"success\": false}");

    webhooks.publish(ticket().build());

    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().reason()).contains("no such job");
  }

  @Test
  void D_36_the_body_is_utf_8_with_readable_text_in_it() {
    configure(dms());

    var got = sent(ticket().actor(new Person("1", "张三 😀")).build());

    assertThat(got.headers()).containsEntry("content-type", "application/json; charset=utf-8");
    assertThat(got.body()).contains("张三 😀").doesNotContain("\\u");
  }

  @Test
  void D_37_the_request_has_a_length_and_is_neither_chunked_nor_compressed() {
    configure(dms());

    assertThat(sent(ticket().build()).headers())
        .containsKey("content-length")
        .doesNotContainKeys("transfer-encoding", "content-encoding");
  }

  @Test
  void D_38_an_echo_server_on_plain_http_and_any_port_is_enough() {
    configure(dms("rules", List.of()));

    assertThat(receiver.url("/")).matches("http://127.0.0.1:[0-9]+/");
    assertThat(sent(ticket().build()).body()).startsWith("{").endsWith("}");
    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void D_39_an_empty_answer_is_delivered_with_a_warning() {
    configure(dms());
    receiver.answers(200, "");

    webhooks.publish(ticket().build());

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receipt().reason()).contains("answered nothing");
  }

  @Test
  void D_45_recipients_are_none_one_or_many() {
    configure(dms());

    webhooks.publish(ticket().recipients(List.of()).build());
    webhooks.publish(ticket().recipients(TWO.subList(0, 1)).build());
    webhooks.publish(ticket().recipients(TWO).build());

    assertThat(got(3).stream().map(each -> messageEvent(each).path("receivers").toString()))
        .containsExactlyInAnyOrder(
            "[]",
            "[{\"uid\":\"1\",\"name\":\"xxx1\"}]",
            "[{\"uid\":\"1\",\"name\":\"xxx1\"},{\"uid\":\"2\",\"name\":\"张三\"}]");
  }
}
