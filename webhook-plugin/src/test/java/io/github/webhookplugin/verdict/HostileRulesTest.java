package io.github.webhookplugin.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.webhookplugin.Cost;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.model.VerdictRule.Delay;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.rendering.Hunt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules and checks of all kinds over answers of strangers: decided as {@link RuleMeaning} says, and "why not" agrees. */
class HostileRulesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Cost.Bound SOON = new Cost.Bound(Duration.ofMillis(500), 8 << 20);

  @Test
  void N_04_the_first_rule_that_fits_decides_and_else_the_check() {
    Hunt.each(Hunt.USUAL, WrittenRules::of, HostileRulesTest::assertJudged);
  }

  @Test
  void N_04_rules_made_of_a_check_mean_what_the_check_means() {
    Hunt.each(Hunt.USUAL, WrittenRules::of, HostileRulesTest::assertSame);
  }

  @Test
  @Tag("long")
  void all_of_it_very_often() {
    Hunt.each(Hunt.LONG, WrittenRules::of, HostileRulesTest::assertJudged);
    Hunt.each(Hunt.LONG, WrittenRules::of, HostileRulesTest::assertSame);
  }

  @Test
  void the_cases_are_of_all_kinds() {
    var decided = new ArrayList<String>();
    Hunt.each(Hunt.USUAL, WrittenRules::of, written -> {
      var decision = decision(written, RuledAnswers.read(written.json()));
      decided.add(decision.byRule() + " " + decision.verdict().getClass().getSimpleName());
    });

    assertThat(new HashSet<>(decided)).hasSize(10);
  }

  private static Decision decision(WrittenRules written, WebhookService service) {
    return Judge.of(service)
        .judge(written.answer(), written.before(), RuledAnswers.NOW, UnaryOperator.identity());
  }

  private static void assertJudged(WrittenRules written) throws Exception {
    Map<?, ?> document = JSON.readValue(written.json(), Map.class);
    List<?> rules = (List<?>) document.get("rules");
    var meaning = new RuleMeaning(written.answer(), written.before());
    int expected = meaning.decides(rules);
    WebhookService service = RuledAnswers.read(written.json());

    var judged = Cost.of(() -> decision(written, service));

    Verdict verdict = judged.result().verdict();
    assertThat(judged.result().rule()).isEqualTo(expected);
    assertThat(verdict.getClass().getSimpleName())
        .isEqualToIgnoringCase(
            expected < 0
                ? meaning.simply(document)
                : ((Map<?, ?>) rules.get(expected)).get("then").toString());
    assertReadable(verdict);
    judged.assertWithin(SOON);
    assertWhyNot(written, service, expected, meaning, rules);
  }

  private static void assertReadable(Verdict verdict) {
    assertThat(verdict.reason())
        .isNotBlank()
        .hasSizeLessThan(2_000)
        .doesNotContainPattern("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");
    Duration asked = verdict instanceof Verdict.Retry retry
        ? retry.atLeast()
        : verdict instanceof Verdict.Throttled throttled ? throttled.atLeast() : null;
    if (asked != null) {
      assertThat(asked).isPositive().isLessThanOrEqualTo(Delay.LONGEST);
    }
  }

  private static void assertWhyNot(
      WrittenRules written,
      WebhookService service,
      int decided,
      RuleMeaning meaning,
      List<?> rules) {
    List<String> why = Judge.of(service)
        .whyNot(written.answer(), written.before(), RuledAnswers.NOW, UnaryOperator.identity());

    assertThat(why).hasSameSizeAs(rules);
    for (int i = 0; i < why.size(); i++) {
      assertThat(why.get(i).isEmpty()).as("rule %d", i).isEqualTo(i == decided);
      if (decided >= 0 && i > decided) {
        assertThat(why.get(i).startsWith("It fits too"))
            .isEqualTo(meaning.fits((Map<?, ?>) rules.get(i)));
      }
      assertThat(why.get(i)).hasSizeLessThan(2_000).doesNotContainPattern("\\p{Cc}");
    }
  }

  private static void assertSame(WrittenRules written) {
    WebhookService service = RuledAnswers.read(written.json());
    Verdict simply =
        Verdicts.judge(service.check(), service.failures(), written.answer(), RuledAnswers.NOW);
    var rules = SimpleRules.of(service.check(), service.failures());

    Verdict byRules = Judge.of(rules)
        .judge(written.answer(), written.before(), RuledAnswers.NOW, UnaryOperator.identity())
        .verdict();

    assertThat(byRules.getClass()).isEqualTo(simply.getClass());
  }
}
