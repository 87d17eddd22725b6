package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rows of DMS about what an admin sees. */
class DmsAdminRowsTest extends AdminFixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  private String draft(Map<String, Object> more) throws IOException {
    var service = new LinkedHashMap<String, Object>(Map.of(
        "name", "DMS",
        "url", receiver.url("/"),
        "signature", "dms",
        "secret", "secret",
        "body", DmsChannel.signedBody(DmsChannel.EVENT)));
    service.putAll(more);
    // the fixture takes ' for a quote and a backtick for one inside a text
    return JSON.writeValueAsString(service);
  }

  @Test
  void D_07_a_test_can_be_sent_before_the_service_is_saved() throws Exception {
    var answer = json(post("test", draft(Map.of())));

    assertThat(answer.path("passed").asBoolean()).as(answer.toString()).isTrue();
    assertThat(json(get("services")).path("services")).isEmpty();
    DmsChannel.assertVerified(receiver.url("/"), "secret", receiver.got().get(0).body());
  }

  @Test
  void D_08_the_test_can_have_the_values_of_dms_own_test_and_is_signed_like_a_real_request()
      throws Exception {
    var event = Map.of(
        "values",
        Map.of(
            "message", "[DMS] Webhook test, code: 144619 ",
            "entity", Map.of("name", "Webhook test"),
            "data", Map.of("category", "Tickets", "event", "Success", "module", "Data change")));

    post("test", draft(Map.of("event", event)));

    String body = receiver.got().get(0).body();
    assertThat(body)
        .contains(
            "\"message\":\"[DMS] Webhook test, code: 144619 \"", "\"Module\":\"Data change\"");
    DmsChannel.assertVerified(receiver.url("/"), "secret", body);
  }

  @Test
  void D_08_the_test_of_the_preset_is_dms_own_with_a_new_code_that_the_admin_is_told()
      throws Exception {
    var fields = Map.of("url", receiver.url("/"), "password", "secret");
    var made = json(post("presets/dms/service", JSON.writeValueAsString(Map.of("fields", fields))));
    var draft = json(post("test", made.path("service").toString()));
    var kept = json(post("services", made.path("service").toString()));
    String id = kept.path("id").asText();
    assertThat(id).as(kept.toPrettyString()).isNotEmpty();

    var saved = json(post("services/" + id + "/test", "{}"));
    var chosen = json(post("services/" + id + "/test", "{'values': {'message': 'mine'}}"));

    assertThat(saved.path("code").asText()).as(saved.toPrettyString()).matches("[1-9]\\d{5}");
    assertThat(draft.path("code").asText())
        .matches("[1-9]\\d{5}")
        .isNotEqualTo(saved.path("code").asText());
    assertThat(chosen.path("code").isNull()).isTrue();
    String body = receiver.got().get(1).body();
    var event = JSON.readTree(body).path("messageEvent");
    assertThat(event.path("message").asText())
        .isEqualTo("[DMS] Webhook test, code: " + saved.path("code").asText() + " ");
    assertThat(event.path("category").asText()).isEqualTo("Tickets");
    assertThat(event.path("event").asText()).isEqualTo("Success");
    assertThat(event.path("taskName").asText()).isEqualTo("Webhook test");
    assertThat(event.path("Module").asText()).isEqualTo("Data change");
    assertThat(event.path("receivers")).hasSize(1).isEqualTo(event.path("targetUsers"));
    assertThat(receiver.got().get(0).body())
        .contains("code: " + draft.path("code").asText() + " ");
    DmsChannel.assertVerified(receiver.url("/"), "secret", body);
  }

  @Test
  void D_08_other_services_are_tested_with_the_usual_event_and_without_a_code() {
    String id = service("Any", "");

    var answer = json(post("services/" + id + "/test", "{}"));

    assertThat(answer.has("code")).isTrue();
    assertThat(answer.path("code").isNull()).isTrue();
    assertThat(receiver.got().get(0).body()).contains("Test of this webhook");
  }

  @Test
  void D_33_a_pasted_body_and_key_are_verified() throws Exception {
    post("test", draft(Map.of()));
    String body = receiver.got().get(0).body();

    var right = json(post("signature/verify", pasted(body, "secret")));
    var wrong = json(post("signature/verify", pasted(body, "other")));

    assertThat(right.path("fits").asBoolean()).isTrue();
    assertThat(wrong.path("fits").asBoolean()).isFalse();
    assertThat(right.path("expected").asText()).isEqualTo(right.path("found").asText());
  }

  @Test
  void D_34_the_signed_text_is_shown_in_its_order() throws Exception {
    post("test", draft(Map.of()));
    String body = receiver.got().get(0).body();

    String signed = json(post("signature/verify", pasted(body, "secret")))
        .path("signedText")
        .asText();

    assertThat(signed).startsWith(receiver.url("/") + "***{\"receivers\":").endsWith("}");
    assertThat(body).contains("\"messageEvent\":" + signed.substring(signed.indexOf('{')));
  }

  @Test
  void P_11_what_the_preset_makes_is_verified_by_the_code_of_dms_for_each_of_its_choices()
      throws Exception {
    int sent = 0;
    for (String module : List.of("Module", "module", "both")) {
      for (String time : List.of("number", "text")) {
        var fields =
            Map.of("url", receiver.url("/"), "password", "secret", "module", module, "time", time);
        var made =
            json(post("presets/dms/service", JSON.writeValueAsString(Map.of("fields", fields))));
        var service = (ObjectNode) made.path("service");
        assertThat(post("test", service.toString()).status())
            .as(made.toString())
            .isEqualTo(200);

        String body = receiver.got().get(sent++).body();
        assertThat(body).contains("\"signatureMethod\":\"HMAC_SHA1\"");
        DmsChannel.assertVerified(receiver.url("/"), "secret", body);
      }
    }
  }

  private String pasted(String body, String secret) throws IOException {
    return JSON.writeValueAsString(
        Map.of("signature", "dms", "secret", secret, "url", receiver.url("/"), "body", body));
  }
}
