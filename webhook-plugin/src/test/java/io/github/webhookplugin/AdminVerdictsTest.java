package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code verdict/preview}, rules beside the simple check, and what test and preview say of keywords and sizes. */
class AdminVerdictsTest extends AdminFixture {
  @Test
  void a_dry_run_says_which_rule_decides_and_why_the_others_do_not() {
    var result = json(post("verdict/preview", """
        {'rules': [{'when': {'status': 404}, 'then': 'stop'},
                   {'when': {'json': {'pointer': '/code', 'equals': 9}}, 'then': 'throttled', 'wait': 2.5, 'say': 'Slow: {/msg}'},
                   {'then': 'retry'}],
         'answer': {'status': 200, 'headers': {'Content-Type': 'application/json'}, 'body': '{`code`:9,`msg`:`later`}'}}"""));

    assertThat(result.path("verdict").asText()).isEqualTo("throttled");
    assertThat(result.path("sentence").asText()).isEqualTo("Slow: later (Rule 2)");
    assertThat(result.path("wait").asDouble()).isEqualTo(2.5);
    assertThat(result.path("rule").asInt()).isEqualTo(1);
    assertThat(result.path("rules").findValuesAsText("whyNot"))
        .containsExactly("Status 200 is not 404.", "null", "It fits too, but rule 2 comes first.");
    assertThat(result.path("rules").path(1).path("decided").asBoolean()).isTrue();
  }

  @Test
  void a_dry_run_without_a_rule_that_fits_is_decided_by_the_simple_check() {
    var result = json(post("verdict/preview", """
        {'name': 'Ops', 'url': 'https://a.example/', 'check': {'type': 'statusCode'},
         'rules': [{'when': {'status': 404}, 'then': 'stop'}], 'answer': {'status': 201}}"""));

    assertThat(result.path("verdict").asText()).isEqualTo("retry");
    assertThat(result.path("rule").isNull()).isTrue();
    assertThat(result.path("sentence").asText()).isEqualTo("Status 201 is not 200.");
    assertThat(result.path("asRules").path(0).toString())
        .isEqualTo("{\"when\":{\"status\":\"200\"},\"then\":\"delivered\","
            + "\"say\":\"Status {status}, as expected.\"}");
  }

  @Test
  void the_number_of_the_try_counts_in_a_dry_run() {
    String form = """
        {'rules': [{'when': {'status': 500, 'attempts': 3}, 'then': 'retry'}, {'then': 'rejected'}],
         'answer': {'status': 500, 'attempt': %d}}""";

    assertThat(json(post("verdict/preview", form.formatted(3))).path("verdict").asText())
        .isEqualTo("retry");
    var fourth = json(post("verdict/preview", form.formatted(4)));
    assertThat(fourth.path("verdict").asText()).isEqualTo("rejected");
    assertThat(fourth.path("rules").path(0).path("whyNot").asText())
        .isEqualTo("This is try 4; the rule is for the first 3.");
  }

  @Test
  void mistakes_of_a_dry_run_are_named_with_their_place() {
    assertProblem(post("verdict/preview", "{'answer': {}}"), 422, "/answer/status");
    assertProblem(
        post(
            "verdict/preview",
            "{'answer': {'status': 99, 'headers': 5, 'body': {}, 'attempt': 0, 'x': 1}}"),
        422,
        "/answer/status",
        "/answer/headers",
        "/answer/body",
        "/answer/attempt",
        "/answer/x");
    assertProblem(
        post("verdict/preview", "{'rules': [{'then': 'ok'}], 'answer': {'status': 200}}"),
        422,
        "/rules/0/then");
  }

  @Test
  void A_38_a_service_shows_its_simple_check_and_the_same_as_rules_that_can_be_saved() {
    String id = service("Ops", ", 'check': {'type': 'content', 'contains': '`errcode`:0'}");

    JsonNode shown = json(get("services/" + id));

    assertThat(shown.path("check").path("type").asText()).isEqualTo("content");
    assertThat(shown.path("rules")).isEmpty();
    assertThat(shown
            .path("asRules")
            .path(0)
            .path("when")
            .path("text")
            .path("contains")
            .asText())
        .isEqualTo("\"errcode\":0");
    var saved = send("PATCH", "services/" + id, "{\"rules\":" + shown.path("asRules") + "}");
    assertThat(saved.status()).as(text(saved)).isEqualTo(200);
    assertThat(json(saved).path("rules")).isEqualTo(shown.path("asRules"));
    assertThat(send("PUT", "services/" + id, shown.toString()).status()).isEqualTo(200);
  }

  @Test
  void T_07_T_09_a_body_without_any_keyword_is_a_problem_in_the_preview_and_fails_the_test() {
    String body = "'body': '{`k`:`{{title}}`}', 'limits': {'keywords': ['alarm', '%s']}";

    JsonNode shown = json(post("preview", "{" + body.formatted("pager") + "}"));
    JsonNode tested = json(post(
        "test",
        "{'name': 'F', 'url': '" + receiver.url("/f") + "', " + body.formatted("pager") + "}"));

    assertThat(shown.path("valid").asBoolean()).isFalse();
    assertThat(shown.path("problems").path(0).path("pointer").asText())
        .isEqualTo("/limits/keywords");
    assertThat(tested.path("passed").asBoolean()).isFalse();
    assertThat(tested.path("sentence").asText())
        .isEqualTo("Not sent. The body has none of the receiver's keywords “alarm”, “pager”, so the"
            + " receiver does nothing with it. Put one into the template.");
    assertThat(receiver.got()).isEmpty();
    assertThat(json(post("preview", "{" + body.formatted("webhook") + "}"))
            .path("valid")
            .asBoolean())
        .isTrue();
  }

  @Test
  void T_34_a_body_that_is_too_large_is_a_problem_in_the_preview() {
    JsonNode shown = json(post("preview", "{'limits': {'maxBytes': 10}}"));

    assertThat(shown.path("valid").asBoolean()).isFalse();
    assertThat(shown.path("problems").path(0).path("message").asText())
        .contains("bytes; the receiver takes 10.");
  }

  @Test
  void T_41_a_rule_explains_an_answer_in_the_log_and_in_a_test_beside_what_was_answered() {
    String id = service(
        "Ops",
        ", 'rules': [{'when': {'json': {'pointer': '/code', 'equals': 800005649}}, 'then': 'stop',"
            + " 'say': 'The bearer token is wrong: enter it again.'}]");
    receiver.answers(200, "{\"code\":800005649,\"msg\":\"credential check failed\"}");

    JsonNode tested = json(post("services/" + id + "/test", ""));

    assertThat(tested.path("sentence").asText())
        .isEqualTo("The bearer token is wrong: enter it again. (Rule 1)");
    assertThat(tested.path("answer").asText()).contains("credential check failed");
    assertThat(tested.path("advice").isNull()).isTrue();
  }

  @Test
  void T_39_a_flow_without_a_bearer_token_and_a_rate_of_one_a_second_gets_a_warning() {
    String flow = "{'name': '%s', 'url': 'https://connector.dingtalk.io/webhook/flow/abc'%s}";

    assertThat(warned(flow.formatted("A", ""))).containsExactly("/rate");
    assertThat(warned(flow.formatted("B", ", 'rate': {'count': 2, 'per': 'second'}")))
        .containsExactly("/rate");
    assertThat(warned(flow.formatted("C", ", 'rate': {'count': 1, 'per': 'second'}")))
        .isEmpty();
    assertThat(warned(flow.formatted("D", ", 'rate': {'count': 60, 'per': 'minute'}")))
        .isEmpty();
    assertThat(warned(flow.formatted("E", ", 'headers': 'Authorization: Bearer abc'")))
        .isEmpty();
  }

  private List<String> warned(String service) {
    var answer = post("services", service);
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    return json(answer).path("warnings").findValuesAsText("pointer").stream()
        .filter(pointer -> pointer.equals("/rate"))
        .toList();
  }
}
