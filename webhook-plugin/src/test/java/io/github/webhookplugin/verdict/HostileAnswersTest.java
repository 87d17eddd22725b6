package io.github.webhookplugin.verdict;

import static io.github.webhookplugin.verdict.RuledAnswers.answer;
import static io.github.webhookplugin.verdict.RuledAnswers.decide;
import static io.github.webhookplugin.verdict.RuledAnswers.judge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers and expressions that are made to take long, or to break what reads them. */
class HostileAnswersTest {
  /** Generous for a busy machine; what is not bounded takes minutes here. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final String RULES = """
      'rules': [{'when': {'json': {'pointer': '/code', 'equals': 0}}, 'then': 'delivered'},
                {'when': {'json': {'pointer': '/code', 'equals': 1e999999999}}, 'then': 'delivered'},
                {'when': {'json': {'pointer': '/code', 'in': [1, '2', true, null]}}, 'then': 'delivered'},
                {'when': {'json': {'pointer': '/a/a/a/a', 'contains': 'x'}}, 'then': 'delivered'},
                {'when': {'matches': '(a*)*b'}, 'then': 'delivered'},
                {'when': {'matches': '(x+x+)+y'}, 'then': 'delivered'},
                {'when': {'matches': '^(([a-z])+.)+[A-Z]([a-z])+$'}, 'then': 'delivered'},
                {'then': 'throttled', 'waitFrom': '/code', 'say': '{status} {/code} {/a} {text}'}]""";

  @TestFactory
  List<DynamicTest> every_hostile_answer_is_judged_soon_by_the_last_rule() {
    var judge = judge(RULES);
    return hostile().entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
          var decision =
              assertTimeoutPreemptively(SOON, () -> decide(judge, answer(200, entry.getValue())));

          assertThat(decision.rule()).isEqualTo(7);
          assertThat(decision.verdict()).isInstanceOf(Verdict.Throttled.class);
          assertThat(decision.verdict().reason()).hasSizeLessThan(1_000);
        }))
        .toList();
  }

  private static Map<String, String> hostile() {
    int most = Answer.MAX_BODY;
    var hostile = new TreeMap<String, String>();
    hostile.put("brackets", "[".repeat(most));
    hostile.put("braces", "{\"a\":".repeat(most / 5));
    hostile.put("balanced brackets", "[".repeat(most / 2) + "]".repeat(most / 2));
    hostile.put("digits", "{\"code\":" + "9".repeat(most - 20) + "}");
    hostile.put("zeros behind the point", "{\"code\":0." + "0".repeat(most - 20) + "1}");
    hostile.put("a huge exponent", "{\"code\":1e999999998}");
    hostile.put("a tiny exponent", "{\"code\":1e-999999999}");
    hostile.put("an exponent in a text", "{\"code\":\"1e999999999\"}");
    hostile.put("digits in a text", "{\"code\":\"" + "9".repeat(most - 20) + "\"}");
    hostile.put("letters for backtracking", "a".repeat(most));
    hostile.put("more letters for backtracking", "x".repeat(most));
    hostile.put("unpaired surrogates", "{\"a\":\"" + "\\ud800".repeat(most / 6 - 5) + "\"}");
    hostile.put("escapes", "\"" + "\\u0000".repeat(most / 6 - 1) + "\"");
    hostile.put("names with one hash", sameHash(most));
    hostile.put("not finished", "{\"code\":0,\"a\":\"" + "y".repeat(most - 20));
    hostile.put("several values", "0 ".repeat(most / 2));
    hostile.put("comments", "/*".repeat(most / 2));
    hostile.put("commas", "[" + ",".repeat(most - 2) + "]");
    hostile.put("control characters", "\u0001".repeat(most));
    hostile.put("not a number", "{\"code\":NaN}");
    return hostile;
  }

  /** Names of an object whose {@code hashCode} is the same. */
  private static String sameHash(int most) {
    var json = new StringBuilder("{");
    for (int i = 0; json.length() < most - 40; i++) {
      var name = new StringBuilder();
      for (int bit = 0; bit < 12; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      json.append('"').append(name).append("\":1,");
    }
    return json.append("\"z\":1}").toString();
  }

  @Test
  void random_bytes_are_judged_and_never_throw() {
    var judge = judge(RULES);
    var random = new Random(44);
    String letters = "{}[]\",:0123456789eE+-.\\utrfalsn \n\u0000\ud800é中";

    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
      for (int i = 0; i < 3_000; i++) {
        var text = new StringBuilder("{\"code\":");
        for (int length = random.nextInt(200); length > 0; length--) {
          text.append(letters.charAt(random.nextInt(letters.length())));
        }
        assertThat(decide(judge, answer(200, text.toString())).verdict().reason())
            .isNotBlank();
      }
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a{1000}){1000}",
        "((a{100}){100}){100}",
        "(((((a{9}){9}){9}){9}){9}){9}",
        "(x{1,200}){1,2}",
        "[\\p{L}\\p{N}]{0,1000}",
        "(\\pL|\\pN){180}"
      })
  void an_expression_that_would_be_large_is_refused_before_it_is_made(String expression) {
    var problem = assertTimeoutPreemptively(SOON, () -> TextPattern.problem(expression));

    assertThat(problem).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?=a)b", "(a)\\1", "(?<!a)b", "(", "[", "a**", "\\"})
  void what_is_not_of_RE2_is_refused_with_the_reason(String expression) {
    assertThat(TextPattern.problem(expression).orElseThrow())
        .startsWith("Not a regular expression of RE2 syntax: ");
  }

  @Test
  void the_largest_expressions_that_are_allowed_are_matched_soon() {
    String largest = "(a?){60}(a*)*(.*b?){20}c";
    assertThat(TextPattern.problem("(a?){9}(a*)*(.*b?){20}c")).isEmpty();
    assertThat(TextPattern.problem(largest)).isPresent();
    var pattern = TextPattern.compile("(a?){9}(a*)*(.*b?){20}c");

    var fits = assertTimeoutPreemptively(SOON, () -> pattern.fits("a".repeat(Answer.MAX_BODY)));

    assertThat(fits).isFalse();
  }
}
