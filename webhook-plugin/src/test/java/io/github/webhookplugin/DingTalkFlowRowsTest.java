package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.receivers.Answer;
import io.github.webhookplugin.receivers.DingTalkFlow;
import io.github.webhookplugin.receivers.Received;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The webhook trigger of a DingTalk flow, row by row, with its preset against a simulator of it. */
class DingTalkFlowRowsTest extends PresetFlow {
  final DingTalkFlow open = new DingTalkFlow();
  final DingTalkFlow guarded = new DingTalkFlow("t0ken");

  @Test
  void T_01_T_17_T_26_a_flow_gets_a_post_with_json_as_it_happens() {
    service("dingtalk-flow", open, "{}");

    publish(anEvent().build());

    Received request = taken(open);
    assertThat(request.request().method()).isEqualTo("POST");
    assertThat(request.request().header("content-type")).startsWith("application/json");
  }

  @Test
  void T_02_the_form_has_four_plain_fields_to_fill_in() {
    var names = json(get("presets/dingtalk-flow")).path("fields").findValuesAsText("name");

    assertThat(names).startsWith("url", "token", "keywords");
  }

  @Test
  void T_03_the_address_is_in_no_sentence_and_nowhere_in_the_log() {
    service("dingtalk-flow", open, "{}");
    open.answersNext("800005650");

    publish(anEvent().build());

    assertThat(failed().reason()).doesNotContain(open.path());
    assertThat(text(get("deliveries"))).doesNotContain("10344fb8a75ef2e1f0ea000u");
  }

  @Test
  void T_04_T_43_the_whole_event_is_sent_with_what_is_nested_in_it() {
    service("dingtalk-flow", open, "{}");

    publish(
        anEvent().data(Map.of("goods", Map.of("name", "Tea", "base", "Oolong"))).build());

    assertThat(taken(open).request().json().at("/data/goods/base").asText()).isEqualTo("Oolong");
  }

  @Test
  void T_07_T_10_T_19_a_body_without_a_keyword_is_sent_and_the_log_says_that_nothing_starts() {
    var flow = new DingTalkFlow("", "stock");
    String id = service("dingtalk-flow", flow, "{'keywords': 'stock'}");

    // the first keyword stands in the body of the preset; this admin took it out
    assertThat(send("PATCH", "services/" + id, "{'body': '{`title`: `{{title}}`}'}")
            .status())
        .isEqualTo(200);
    publish(anEvent().build());

    received(flow, 1);
    delivered();
    assertThat(ended().reason()).containsIgnoringCase("keyword");
    assertThat(flow.taken()).isEmpty();
  }

  @Test
  void T_09_any_one_keyword_starts_the_flow() {
    var flow = new DingTalkFlow("", "b");
    service("dingtalk-flow", flow, "{'keywords': 'a, b'}", "{'body': '{}'}");
    String id = json(get("services")).at("/services/0/id").asText();
    send("PATCH", "services/" + id, "{'body': '{`k`: `b {{title}}`}'}");

    publish(anEvent().build());

    taken(flow);
  }

  @Test
  void T_11_T_12_the_preview_is_a_sample_to_paste_into_the_trigger() {
    String id = service("dingtalk-flow", open, "{'keywords': 'alert'}");
    var templates = JSON.createObjectNode();
    templates.set("body", json(get("services/" + id)).path("body"));

    var preview = send("preview", templates);

    assertThat(parsed(preview.at("/request/body").asText()).path("keyword").asText())
        .isEqualTo("alert");
  }

  @Test
  void T_14_T_44_a_message_of_a_robot_may_be_sent_to_a_flow() {
    service(
        "dingtalk-flow",
        open,
        "{}",
        "{'body': '{\\'msgtype\\':\\'text\\',\\'text\\':{\\'content\\':\\'{{title}}\\'}}'}"
            .replace("\\'", "\\\""));

    publish(anEvent().build());

    assertThat(taken(open).request().json().path("msgtype").asText()).isEqualTo("text");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"t0ken", "Bearer t0ken", "'t0ken'", "[t0ken]", "\\[t0ken\\]", "` t0ken `"})
  void T_20_T_21_T_22_X_34_the_credential_is_sent_as_dingtalk_wants_it(String pasted) {
    service(
        "dingtalk-flow",
        guarded,
        "{'token': '" + pasted.replace("\\", "\\\\").replace("'", "’") + "'}");

    publish(anEvent().build());

    assertThat(taken(guarded).request().header("authorization")).isEqualTo("Bearer t0ken");
  }

  @Test
  void T_20_without_a_token_there_is_no_authorization() {
    service("dingtalk-flow", open, "{}");

    publish(anEvent().build());

    assertThat(taken(open).request().headers()).doesNotContainKey("authorization");
  }

  @Test
  void T_23_T_25_every_try_of_a_delivery_has_the_same_client_token_so_that_it_fires_once() {
    open.answersNext("502");
    service("dingtalk-flow", open, "{}");
    publish(anEvent().build());
    clock.forward(waiting(1));

    var both = received(open, 2);
    String token = both.get(0).request().header("client-token");
    assertThat(token).matches("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    assertThat(both.get(1).request().header("client-token")).isEqualTo(token);
  }

  @Test
  void T_25_a_try_after_an_answer_that_got_lost_does_not_fire_again() {
    service("dingtalk-flow", open, "{}");
    publish(anEvent().build());
    taken(open);
    String delivery = json(get("deliveries")).at("/deliveries/0/id").asText();

    // as after a lost answer: the same id once more
    post("deliveries/" + delivery + "/redeliver", "{'id': 'same'}");
    clock.forward(SECOND);

    assertThat(received(open, 2).get(1).verdict())
        .isEqualTo("a repeated Client-Token: fired before");
    assertThat(open.taken()).hasSize(1);
  }

  @Test
  void T_25_sent_again_by_hand_with_a_new_id_it_fires_again() {
    service("dingtalk-flow", open, "{}");
    publish(anEvent().build());
    taken(open);
    String delivery = json(get("deliveries")).at("/deliveries/0/id").asText();

    post("deliveries/" + delivery + "/redeliver", "{'id': 'new'}");
    clock.forward(SECOND);

    received(open, 2);
    assertThat(open.taken()).hasSize(2);
  }

  @Test
  void T_24_the_client_token_can_be_left_out() {
    service("dingtalk-flow", open, "{'clientToken': 'none'}");

    publish(anEvent().build());

    assertThat(taken(open).request().headers()).doesNotContainKey("client-token");
  }

  @Test
  void T_29_T_30_T_42_the_code_decides_whatever_the_status() {
    open.answersNext(
        Answer.refused("500 with code 0", 500, "{\"msg\":\"\",\"data\":{},\"code\":0}"));
    service("dingtalk-flow", open, "{}");

    publish(anEvent().build());

    delivered();
  }

  @Test
  void T_29_a_code_that_is_a_text_of_digits_counts_as_its_number() {
    guarded.answersNext(Answer.refused("as a text", 200, "{\"code\":\"800005652\",\"msg\":\"\"}"));
    service("dingtalk-flow", guarded, "{'token': 't0ken'}");

    publish(anEvent().build());

    assertThat(waiting(1)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void T_36_too_many_requests_halves_the_rate_and_the_status_says_so() {
    guarded.answersNext("800005652");
    String id = service("dingtalk-flow", guarded, "{'token': 't0ken'}");
    assertThat(json(get("services/" + id)).at("/status/slowed").isNull()).isTrue();

    publish(anEvent().build());
    waiting(1);

    var slowed = json(get("services/" + id)).at("/status/slowed");
    assertThat(slowed.path("perMinute").asInt()).isEqualTo(150);
    assertThat(slowed.path("percent").asInt()).isEqualTo(50);
    assertThat(slowed.path("since").asText()).isEqualTo(clock.instant().toString());
    assertThat(slowed.path("sentence").asText())
        .contains("called too often")
        .contains("at most 2.5 requests a second");
    assertThat(post("services/" + id + "/resume", "").status()).isEqualTo(200);
    assertThat(json(get("services/" + id)).at("/status/slowed").isNull()).isTrue();
  }

  @Test
  void T_31_a_flow_that_is_switched_off_stops_the_service_until_it_is_resumed() {
    open.answersNext("800004509");
    String id = service("dingtalk-flow", open, "{}");
    publish(anEvent().build());
    failed();
    stopped(id);

    assertThat(post("services/" + id + "/resume", "").status()).isEqualTo(200);
    clock.forward(SECOND);
    publish(anEvent().build());

    assertThat(received(open, 2).get(1).taken()).isTrue();
  }

  @Test
  void T_34_what_has_more_than_four_megabytes_is_shortened_or_refused_before_it_is_sent() {
    service("dingtalk-flow", open, "{}", "{'limits': {'maxBytes': 1000}}");

    publish(anEvent().message("x".repeat(5_000)).build());

    assertThat(failed().reason()).contains("bytes");
    assertThat(open.received()).isEmpty();
  }

  @Test
  void X_35_an_unknown_code_is_tried_three_times_and_has_failed_then() {
    for (int i = 0; i < 4; i++) {
      open.answersNext(Answer.refused("unknown", 200, "{\"code\":800009999,\"msg\":\"strange\"}"));
    }
    service(
        "dingtalk-flow", open, "{}", "{'retry': {'mode': 'fixed', 'count': 10, 'interval': 60}}");
    publish(anEvent().build());
    for (int tries = 1; tries <= 3; tries++) {
      waiting(tries);
      clock.forward(Duration.ofSeconds(60));
    }

    assertThat(ended().reason()).contains("800009999", "strange");
    assertThat(open.received()).hasSize(4);
  }

  @Test
  void T_38_with_a_token_five_a_second_are_sent() {
    service("dingtalk-flow", guarded, "{'token': 't0ken'}");

    IntStream.range(0, 12).forEach(i -> publish(anEvent().title("Nr " + i).build()));

    received(guarded, 5);
    clock.forward(SECOND);
    received(guarded, 10);
    clock.forward(SECOND);
    assertThat(received(guarded, 12)).allMatch(Received::taken);
  }

  @Test
  void T_39_without_a_token_one_a_second_is_sent() {
    service("dingtalk-flow", open, "{}");

    publish(anEvent().build());
    publish(anEvent().build());

    received(open, 1);
    clock.forward(SECOND);
    assertThat(received(open, 2)).allMatch(Received::taken);
  }

  @Test
  void T_37_flows_of_one_table_may_share_a_group() {
    webhooks.apply(
        Map.of("rateGroups", List.of(Map.of("name", "Table", "count", 50, "per", "second"))),
        "ann");

    String id = service("dingtalk-flow", open, "{'rateGroup': 'Table'}");

    assertThat(json(get("services/" + id)).path("rateGroup").asText()).isEqualTo("Table");
  }

  @Test
  void T_41_the_answer_is_in_the_history_and_what_to_do_in_plain_words() {
    open.answersNext("800005650");
    service("dingtalk-flow", open, "{}");
    publish(anEvent().build());
    failed();

    String delivery = json(get("deliveries")).at("/deliveries/0/id").asText();
    String shown = text(get("deliveries/" + delivery));
    assertThat(shown).contains("800005650", "not in the flow's allow-list. Add it there");
  }

  @Test
  void T_19_T_28_T_40_what_is_not_json_cannot_be_saved() {
    var refused = post("services", "{'name': 'x', 'url': 'https://a.example/', 'body': '{`a`:'}");

    assertProblem(refused, 422, "/body");
  }
}
