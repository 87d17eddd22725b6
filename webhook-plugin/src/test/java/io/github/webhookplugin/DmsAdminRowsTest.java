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
