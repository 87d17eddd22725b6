package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.model.SignatureRecipe.Algorithm;
import io.github.webhookplugin.settings.ShippedRecipe;
import io.github.webhookplugin.settings.ShippedRecipes;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The traps in DMS's page. */
class DmsTrapRowsTest extends DmsChannel {
  @Test
  void X_01_receivers_with_and_without_the_flag_and_by_substring_all_verify() {
    configure(dms());

    assertVerified(receiver.url("/"), PASSWORD, sent(ticket().build()).body());
  }

  @Test
  void X_02_whatever_a_host_puts_into_an_event_is_sent_in_a_form_that_survives() {
    configure(dms("body", signedBody("{\"data\": {{{data}}}, \"message\": \"{{message}}\"}")));
    var data = new HashMap<String, Object>();
    data.put("nothing", null);
    data.put("list", Arrays.asList(null, 1, Map.of("b", true, "a", List.of())));
    data.put("tiny", new BigDecimal("0.00000001"));
    data.put("large", new BigDecimal("1E+30"));
    data.put("slash", "a\u2028/\u0085\u001b");

    String body = sent(ticket().data(data).build()).body();

    assertVerified(receiver.url("/"), PASSWORD, body);
    assertThat(body).doesNotContain("nothing").contains("\"0.00000001\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@type", "$ref"})
  void X_02_names_that_fastjson_takes_as_orders_are_not_sent_and_the_log_says_why(String name) {
    configure(dms("body", signedBody("{\"data\": {{{data}}}}")));

    webhooks.publish(ticket().data(Map.of(name, "java.lang.Object")).build());

    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().reason()).contains(name, "/messageEvent/data/");
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void X_03_an_empty_password_is_refused() {
    assertThat(problems(dms("secret", ""))).isNotEmpty();
  }

  @Test
  void X_04_module_is_sent_with_a_capital_a_small_letter_or_both() {
    configure(
        dms(),
        dms(
            "name",
            "Both",
            "url",
            receiver.url("/both"),
            "body",
            signedBody(
                EVENT.replace("\"Module\"", "\"module\": \"{{data.module}}\", \"Module\""))));

    webhooks.publish(ticket().build());
    got(2);

    assertThat(messageEvent(receiver.got("/").get(0)).has("module")).isFalse();
    assertThat(messageEvent(receiver.got("/").get(0)).has("Module")).isTrue();
    var both = receiver.got("/both").get(0);
    assertThat(messageEvent(both).path("module")).isEqualTo(messageEvent(both).path("Module"));
    assertVerified(receiver.url("/both"), PASSWORD, both.body());
  }

  @Test
  void X_05_eventTime_is_a_number() {
    configure(dms());

    assertThat(sent(ticket().build()).body()).contains("\"eventTime\":1625630049930,");
  }

  @Test
  void X_06_an_empty_answer_is_delivered_with_a_warning_and_success_false_is_not() {
    configure(dms("retry", Map.of("mode", "fixed", "count", 0, "interval", 60)));
    receiver.answers(204, "");
    webhooks.publish(ticket().build());
    receipts(1);
    receiver.answers(200, "{\"success\": false, \"root\": \"no\"}");
    webhooks.publish(ticket().build());

    assertThat(receipts(2))
        .extracting(each -> each.outcome())
        .containsExactly(Outcome.DELIVERED, Outcome.FAILED);
    assertThat(receipts.get(0).reason()).contains("answered nothing");
  }

  @Test
  void X_07_the_stored_text_of_the_address_is_signed_untouched() {
    String typed =
        receiver.url("/A%2fb/../?q=%20").replace("//127.0.0.1", "//User:Pa%3Ass@127.0.0.1");
    configure(dms("url", typed));

    assertVerified(typed, PASSWORD, sent(ticket().build()).body());
  }

  @Test
  void X_08_taskId_stands_by_the_order_of_the_hash_and_is_left_out_if_absent() {
    configure(dms());

    webhooks.publish(ticket().entity(Map.of("id", "7", "name", "n")).build());

    assertThat(got().body()).contains("\"taskId\":\"7\",\"submitterUid\"");
    assertVerified(receiver.url("/"), PASSWORD, got().body());
  }

  @Test
  void X_09_the_password_of_the_address_is_not_the_signature_key() {
    String typed = receiver.url("/").replace("//", "//user:basic@");
    configure(dms("url", typed));

    String body = sent(ticket().build()).body();

    assertVerified(typed, PASSWORD, body);
    assertThat(verified(Fastjson.V1_2_83, DmsSeedReceiver.class, typed, "basic", body))
        .isFalse();
  }

  @Test
  void X_10_sha1_and_a_secret_inside_the_text_are_in_no_recipe_but_the_old_ones() {
    assertThat(ShippedRecipes.list().stream()
            .map(ShippedRecipe::usual)
            .filter(recipe -> recipe.schemes().get(0).algorithm() == Algorithm.HMAC_SHA1)
            .map(recipe -> recipe.name()))
        .containsExactlyInAnyOrder("dms", "github-sha1");
    assertThat(ShippedRecipes.list().stream()
            .map(ShippedRecipe::usual)
            .filter(recipe -> recipe.content().template().contains("{{secret}}"))
            .map(recipe -> recipe.name()))
        .containsExactlyInAnyOrder("dms", "dingtalk-robot");
  }

  @Test
  void X_11_user_and_password_of_the_address_arrive_as_basic_authentication() {
    configure(dms("url", receiver.url("/").replace("//", "//userName:password@")));

    assertThat(sent(ticket().build()).headers())
        .containsEntry("authorization", "Basic dXNlck5hbWU6cGFzc3dvcmQ=");
  }
}
