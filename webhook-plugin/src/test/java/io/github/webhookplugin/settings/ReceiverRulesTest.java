package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.document;
import static io.github.webhookplugin.settings.Documents.only;
import static io.github.webhookplugin.settings.Documents.refused;
import static io.github.webhookplugin.settings.Documents.withService;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.BodyLimits;
import io.github.webhookplugin.model.BodyLimits.Size;
import io.github.webhookplugin.model.BodyLimits.Unit;
import io.github.webhookplugin.model.JsonPointer;
import io.github.webhookplugin.model.ReceiverRules;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.StatusSet;
import io.github.webhookplugin.model.VerdictRule;
import io.github.webhookplugin.model.VerdictRule.Comparison;
import io.github.webhookplugin.model.VerdictRule.Delay;
import io.github.webhookplugin.model.VerdictRule.HeaderTest;
import io.github.webhookplugin.model.VerdictRule.JsonComparison;
import io.github.webhookplugin.model.VerdictRule.JsonScalar;
import io.github.webhookplugin.model.VerdictRule.JsonTest;
import io.github.webhookplugin.model.VerdictRule.TextTest;
import io.github.webhookplugin.model.VerdictRule.Then;
import io.github.webhookplugin.model.VerdictRule.When;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules for answers and limits for bodies, from documents and back. */
class ReceiverRulesTest {
  private static final String ALL = """
      {'name': 'A', 'url': 'https://a.example/',
       'rules': [
         {'when': {'status': '200-299, 404,5xx', 'header': {'name': 'Content-Type', 'contains': 'json'},
                   'json': [{'pointer': '/code', 'equals': 0}, {'pointer': '/a~1b/0', 'notEquals': null},
                            {'pointer': '/c', 'in': [1.50, 'x', true, null]},
                            {'pointer': '/msg', 'contains': 'no'},
                            {'pointer': '', 'exists': true}, {'pointer': '/e', 'exists': false}],
                   'text': {'equals': 'ok'}, 'matches': '(?i)throttl', 'empty': false, 'attempts': 3},
          'then': 'throttled', 'wait': 1.5, 'waitFrom': '/retry_after', 'say': ' Slow: {/msg} ({status}) '},
         {'when': {'status': 410}, 'then': 'stop'},
         {'when': {'header': {'name': 'X-Wait'}}, 'then': 'retry', 'waitFrom': 'X-Wait'},
         {'then': 'delivered'}],
       'limits': {'maxBytes': 20000, 'maxCharacters': 9000,
                  'fields': [{'pointer': '/text/content', 'maxBytes': 2048, 'maxCharacters': 1000}],
                  'truncate': 'message', 'keywords': ['alert', ' 告警 ', 'alert'], 'withoutKeyword': 'reject'}}""";

  @Test
  void every_part_of_rules_and_limits_is_read() {
    ReceiverRules rules = only(withService(ALL)).receiver();

    assertThat(rules.verdicts()).hasSize(4);
    VerdictRule first = rules.verdicts().get(0);
    assertThat(first.when())
        .isEqualTo(new When(
            new StatusSet(List.of(
                new StatusSet.Range(200, 299),
                new StatusSet.Range(404, 404),
                new StatusSet.Range(500, 599))),
            new HeaderTest("Content-Type", new TextTest(Comparison.CONTAINS, "json")),
            List.of(
                json(List.of("code"), JsonComparison.EQUALS, JsonScalar.of(0)),
                json(List.of("a/b", "0"), JsonComparison.NOT_EQUALS, new JsonScalar.Null()),
                json(
                    List.of("c"),
                    JsonComparison.IN,
                    new JsonScalar.Num(new BigDecimal("1.50")),
                    new JsonScalar.Text("x"),
                    new JsonScalar.Bool(true),
                    new JsonScalar.Null()),
                json(List.of("msg"), JsonComparison.CONTAINS, new JsonScalar.Text("no")),
                json(List.of(), JsonComparison.EXISTS),
                json(List.of("e"), JsonComparison.ABSENT)),
            new TextTest(Comparison.EQUALS, "ok"),
            "(?i)throttl",
            false,
            3));
    assertThat(first.then()).isEqualTo(Then.THROTTLED);
    assertThat(first.delay()).isEqualTo(new Delay("/retry_after", Duration.ofMillis(1_500)));
    assertThat(first.say()).isEqualTo("Slow: {/msg} ({status})");
    assertThat(rules.verdicts().get(3))
        .isEqualTo(new VerdictRule(When.ALWAYS, Then.DELIVERED, Delay.AS_ASKED, ""));
    var content = JsonPointer.parse("/text/content").orElseThrow();
    assertThat(rules.limits())
        .isEqualTo(new BodyLimits(
            List.of(
                new Size(null, 20_000, Unit.BYTES),
                new Size(null, 9_000, Unit.CHARACTERS),
                new Size(content, 2_048, Unit.BYTES),
                new Size(content, 1_000, Unit.CHARACTERS)),
            "message",
            List.of("alert", "告警"),
            true));
  }

  @Test
  void what_is_written_reads_the_same_again() {
    var service = only(withService(ALL));
    var form = ServiceDocument.of(service, new PublicVeil(secret -> ""));

    var again = only(accepted(READER.addService(form, Settings.INITIAL)));

    assertThat(again.receiver()).isEqualTo(service.receiver());
    assertThat(again).isEqualTo(service);
  }

  @Test
  void a_service_without_rules_and_limits_has_none_and_says_so() {
    var service = only(withService("{'name': 'A', 'url': 'https://a.example/'}"));

    assertThat(service.receiver()).isEqualTo(ReceiverRules.NONE);
    assertThat(ServiceDocument.of(service, new PublicVeil(secret -> "")))
        .containsEntry("rules", List.of())
        .containsEntry("limits", null);
  }

  @Test
  void a_patch_replaces_the_rules_whole_and_changes_one_limit() {
    var before = withService(ALL);
    var id = only(before).id();

    var after = only(accepted(READER.patchService(
        id,
        document("{'rules': [{'then': 'retry'}], 'limits': {'truncate': null, 'maxBytes': 5}}"),
        before)));

    assertThat(after.receiver().verdicts())
        .extracting(VerdictRule::then)
        .containsExactly(Then.RETRY);
    assertThat(after.receiver().limits().truncate()).isNull();
    assertThat(after.receiver().limits().sizes().get(0)).isEqualTo(new Size(null, 5, Unit.BYTES));
    assertThat(after.receiver().limits().keywords()).hasSize(2);
  }

  @Test
  void all_problems_of_rules_come_at_once() {
    var problems = refused(READER.addService(document("""
        {'name': 'A', 'url': 'https://a.example/', 'rules': [
          {'when': {'status': '600', 'json': {'pointer': 'code', 'equals': 0}, 'text': {},
                    'matches': '(', 'empty': 1, 'attempts': 0, 'body': 1},
           'then': 'ok', 'wait': 0, 'waitFrom': 'X Y', 'say': '{message}'},
          5,
          {'then': 'stop', 'wait': 5}]}"""), Settings.INITIAL));

    assertThat(problems)
        .extracting(SettingsProblem::pointer)
        .containsExactly(
            "/rules/0/when/body",
            "/rules/0/when/status",
            "/rules/0/when/json/pointer",
            "/rules/0/when/text/contains",
            "/rules/0/when/matches",
            "/rules/0/when/empty",
            "/rules/0/when/attempts",
            "/rules/0/then",
            "/rules/0/waitFrom",
            "/rules/0/wait",
            "/rules/0/say",
            "/rules/1",
            "/rules/2/wait");
  }

  @Test
  void the_number_of_rules_and_of_patterns_is_bounded() {
    var rule = Map.of("then", "retry");
    var pattern = Map.of("when", Map.of("matches", "a"), "then", "retry");

    assertThat(problems("rules", Collections.nCopies(51, rule)))
        .extracting(SettingsProblem::message)
        .containsExactly(
            "Expected at most 50 rules, found 51. Put some together: “in” and “matches”"
                + " take many values at once.");
    assertThat(problems("rules", Collections.nCopies(11, pattern)))
        .extracting(SettingsProblem::message)
        .containsExactly(
            "Expected at most 10 rules with “matches”, found 11. Use “text”, or put some"
                + " together with “|”.");
  }

  private static List<SettingsProblem> problems(String field, Object value) {
    return refused(READER.addService(
        Map.of("name", "A", "url", "https://a.example/", field, value), Settings.INITIAL));
  }

  private static JsonTest json(List<String> steps, JsonComparison test, JsonScalar... values) {
    return new JsonTest(new JsonPointer(steps), test, List.of(values));
  }
}
