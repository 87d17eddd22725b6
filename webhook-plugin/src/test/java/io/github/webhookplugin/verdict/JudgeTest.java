package io.github.webhookplugin.verdict;

import static io.github.webhookplugin.verdict.RuledAnswers.NOW;
import static io.github.webhookplugin.verdict.RuledAnswers.answer;
import static io.github.webhookplugin.verdict.RuledAnswers.decide;
import static io.github.webhookplugin.verdict.RuledAnswers.judge;
import static io.github.webhookplugin.verdict.RuledAnswers.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {
  @ParameterizedTest(name = "{0}: {1} {2} {3} -> {4}")
  @CsvFileSource(
      resources = "conditions.txt",
      delimiter = '|',
      quoteCharacter = '\0',
      emptyValue = "")
  void a_rule_decides_about_the_answers_that_its_conditions_fit(
      String when, int status, String headers, String text, boolean fits) {
    var judge = judge("'rules': [{'when': " + when + ", 'then': 'stop'}]");

    var decision = decide(judge, answer(status, plain(headers), plain(text).translateEscapes()));

    assertThat(decision.byRule()).isEqualTo(fits);
  }

  @Test
  void the_first_rule_that_fits_decides_and_its_number_is_in_the_sentence() {
    var judge = judge("""
        'rules': [{'when': {'status': 404}, 'then': 'stop'},
                  {'when': {'json': {'pointer': '/e', 'exists': true}}, 'then': 'rejected', 'say': 'It says: {/e}.'},
                  {'when': {'status': 200}, 'then': 'retry'}]""");

    assertThat(decide(judge, answer(200, "{\"e\":\"bad\"}")))
        .isEqualTo(new Decision(new Verdict.Rejected("It says: bad. (Rule 2)"), 1));
    assertThat(decide(judge, answer(200, "")))
        .isEqualTo(new Decision(new Verdict.Retry("Status 200. (Rule 3)"), 2));
  }

  @Test
  void if_no_rule_fits_the_simple_check_decides() {
    var judge = judge("'rules': [{'when': {'status': 404}, 'then': 'stop'}],"
        + " 'check': {'type': 'content', 'contains': 'taken'}");

    assertThat(decide(judge, answer(200, "taken")))
        .isEqualTo(
            new Decision(new Verdict.Delivered("The answer contains “taken”."), Decision.CHECK));
    assertThat(decide(judge, answer(410, "")).verdict()).isInstanceOf(Verdict.Stop.class);
    assertThat(decide(judge, answer(200, "no")).verdict()).isInstanceOf(Verdict.Retry.class);
  }

  @Test
  void a_failed_connection_is_no_answer_to_any_rule() {
    var judge = judge("'rules': [{'then': 'stop'}]");

    var decision = decide(judge, new Answer.Failure(Answer.Kind.TIMEOUT, "Timed out after 10 s."));

    assertThat(decision)
        .isEqualTo(new Decision(new Verdict.Retry("Timed out after 10 s."), Decision.CHECK));
  }

  @Test
  void a_rule_decides_also_where_every_failure_is_retried() {
    var judge = judge(
        "'retryEveryFailure': true, 'rules': [{'when': {'status': 400}, 'then': 'rejected'}]");

    assertThat(decide(judge, answer(400, "")).verdict()).isInstanceOf(Verdict.Rejected.class);
    assertThat(decide(judge, answer(401, "")).verdict()).isInstanceOf(Verdict.Retry.class);
  }

  @Test
  void attempts_count_failed_tries_or_throttled_ones_whichever_the_rule_makes() {
    var judge = judge("""
        'rules': [{'when': {'status': 500, 'attempts': 3}, 'then': 'retry'},
                  {'when': {'status': 500}, 'then': 'rejected'},
                  {'when': {'status': 200, 'attempts': 1}, 'then': 'throttled', 'wait': 60},
                  {'when': {'status': 200}, 'then': 'throttled', 'wait': 600}]""");

    assertThat(rule(judge, 500, new Tries(2, 9))).isEqualTo(0);
    assertThat(rule(judge, 500, new Tries(3, 0))).isEqualTo(1);
    assertThat(rule(judge, 200, new Tries(5, 0))).isEqualTo(2);
    assertThat(rule(judge, 200, new Tries(0, 1))).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      value = {
        "'wait': 60                              |                    | {}                       | 60000",
        "'wait': 60                              | Retry-After: 30    | {}                       | 60000",
        "'wait': 60                              | Retry-After: 90    | {}                       | 90000",
        "'waitFrom': '/retry_after'              | Retry-After: 90    | {\"retry_after\":0.3501} | 351",
        "'waitFrom': '/retry_after'              | Retry-After: 90    | {\"retry_after\":\"7\"}  | 7000",
        "'waitFrom': '/retry_after'              | Retry-After: 90    | {\"retry_after\":0}      | 90000",
        "'waitFrom': '/retry_after'              | Retry-After: 90    | {\"retry_after\":-1}     | 90000",
        "'waitFrom': '/retry_after', 'wait': 5   |                    | {\"retry_after\":\"soon\"} | 5000",
        "'waitFrom': '/p/after', 'wait': 5       |                    | {\"p\":{\"after\":9}}    | 9000",
        "'waitFrom': '/retry_after'              |                    | {\"retry_after\":1e300}  | 86400000",
        "'waitFrom': '/retry_after'              |                    | {}                       | -",
        "'waitFrom': 'X-RateLimit-Reset-After'   | x-ratelimit-reset-after: 1.5 | {}             | 1500",
        "'waitFrom': 'X-Until'                   | X-Until: Sat, 21 Nov 2026 08:01:00 GMT | {}   | 60000",
        "'say': 'x'                              |                    | {}                       | -",
        "'say': 'x'                              | Retry-After: 90    | {}                       | 90000"
      })
  void a_wait_is_as_long_as_the_answer_or_the_rule_says(
      String wait, String headers, String text, Long millis) {
    var throttled = judge("'rules': [{'then': 'throttled', " + wait + "}]");
    var retried = judge("'rules': [{'then': 'retry', " + wait + "}]");
    var answer = answer(200, plain(headers), text);
    Duration expected = millis == null ? null : Duration.ofMillis(millis);

    assertThat(((Verdict.Throttled) decide(throttled, answer).verdict()).atLeast())
        .isEqualTo(expected);
    assertThat(((Verdict.Retry) decide(retried, answer).verdict()).atLeast()).isEqualTo(expected);
  }

  @Test
  void what_was_answered_stands_in_the_sentence_in_one_line_bounded_and_without_secrets() {
    var judge =
        judge("'rules': [{'then': 'retry', 'say': '{status}: {/a} {/b} {/c} {/d} {/e} {text}'}]");
    String text =
        "{\"a\":\"one\\ntwo\\u0007\\u202e three\",\"b\":\"s3cret-token\",\"c\":[],\"d\":\""
            + "x".repeat(300) + "\"}";

    String sentence = judge
        .judge(answer(200, text), Tries.NONE, NOW, shown -> shown.replace("s3cret-token", "***"))
        .verdict()
        .reason();

    assertThat(sentence)
        .startsWith("200: one two three *** […] " + "x".repeat(200) + "… (nothing) {\"a\":")
        .endsWith("… (Rule 1)")
        .doesNotContain("s3cret")
        .hasSizeLessThan(700);
  }

  @Test
  void a_secret_is_taken_out_before_a_value_is_cut_to_length() {
    var judge = judge("'rules': [{'then': 'retry', 'say': '{/a}'}]");
    String text = "{\"a\":\"" + "x".repeat(195) + "s3cret-token\"}";

    String sentence = judge
        .judge(answer(200, text), Tries.NONE, NOW, shown -> shown.replace("s3cret-token", "***"))
        .verdict()
        .reason();

    assertThat(sentence).isEqualTo("x".repeat(195) + "*** (Rule 1)");
  }

  @Test
  void each_rule_says_why_it_did_not_decide() {
    var judge = judge("""
        'rules': [{'when': {'status': '400-499'}, 'then': 'stop'},
                  {'when': {'json': {'pointer': '/code', 'equals': 0}}, 'then': 'delivered'},
                  {'when': {'json': {'pointer': '/data/x', 'exists': true}}, 'then': 'delivered'},
                  {'when': {'header': {'name': 'X-A'}}, 'then': 'stop'},
                  {'when': {'text': {'equals': 'ok'}}, 'then': 'stop'},
                  {'when': {'matches': '^ok'}, 'then': 'stop'},
                  {'when': {'empty': true}, 'then': 'stop'},
                  {'when': {'json': {'pointer': '/code', 'in': [1, '2']}}, 'then': 'stop'},
                  {'then': 'retry'},
                  {'when': {'status': 200}, 'then': 'stop'},
                  {'when': {'status': 404}, 'then': 'stop'}]""");

    var reasons =
        judge.whyNot(answer(200, "{\"code\":\"800\"}"), Tries.NONE, NOW, UnaryOperator.identity());

    assertThat(reasons)
        .containsExactly(
            "Status 200 is not 400-499.",
            "/code is 800, not 0.",
            "The answer has nothing at /data/x.",
            "There is no header X-A.",
            "The answer is not “ok”.",
            "The expression “^ok” fits nothing in the answer.",
            "The answer is not empty.",
            "/code is 800, none of 1, “2”.",
            "",
            "It fits too, but rule 9 comes first.",
            "It was not asked: rule 9 comes first.");
  }

  @Test
  void an_answer_that_was_cut_is_not_taken_for_its_start() {
    var cut = new Answer.Response(200, List.of(), "ok", true);

    var equals = judge("'rules': [{'when': {'text': {'equals': 'ok'}}, 'then': 'stop'}]");
    var contains = judge("'rules': [{'when': {'text': {'contains': 'ok'}}, 'then': 'stop'}]");

    assertThat(decide(equals, cut).byRule()).isFalse();
    assertThat(decide(contains, cut).byRule()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'check': {'type': 'success'}",
        "'check': {'type': 'statusCode'}",
        "'check': {'type': 'content', 'contains': '\\u0022errcode\\u0022:0'}",
        "'check': {'type': 'content', 'contains': 'ok', 'ignoreStatus': true}",
        "'retryEveryFailure': true",
        "'check': {'type': 'content', 'contains': 'ok'}, 'retryEveryFailure': true"
      })
  void a_simple_check_written_as_rules_judges_every_answer_the_same(String fields) {
    var service = service(fields);
    ResponseCheck check = service.check();
    FailureRules failures = service.failures();
    var ruled = Judge.of(SimpleRules.of(check, failures));

    for (int status = 100; status <= 599; status++) {
      for (String text : List.of("", "ok", "{\"errcode\":0}", "no")) {
        for (String headers : List.of("", "Retry-After: 70")) {
          var answer = answer(status, headers, text);
          var simple = Verdicts.judge(check, failures, answer, NOW);
          var decision = decide(ruled, answer);

          assertThat(decision.byRule()).isTrue();
          assertThat(withoutNumber(decision.verdict())).as(status + " " + text).isEqualTo(simple);
        }
      }
    }
  }

  private static Verdict withoutNumber(Verdict verdict) {
    String reason = verdict.reason().replaceAll(" \\(Rule \\d+\\)$", "");
    if (verdict instanceof Verdict.Retry retry) {
      return new Verdict.Retry(reason, retry.atLeast());
    }
    if (verdict instanceof Verdict.Throttled throttled) {
      return new Verdict.Throttled(reason, throttled.atLeast());
    }
    if (verdict instanceof Verdict.Delivered) {
      return new Verdict.Delivered(reason);
    }
    return verdict instanceof Verdict.Stop
        ? new Verdict.Stop(reason)
        : new Verdict.Rejected(reason);
  }

  private static int rule(Judge judge, int status, Tries before) {
    return judge
        .judge(answer(status, ""), before, NOW, UnaryOperator.identity())
        .rule();
  }

  private static String plain(String field) {
    return field == null ? "" : field;
  }
}
