package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.document;
import static io.github.webhookplugin.settings.Documents.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.FailureRules.Downstream;
import io.github.webhookplugin.model.RateGroup;
import io.github.webhookplugin.model.RateLimit;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What services name elsewhere in the settings is there, and stays there. */
class ReferencesTest {
  private static final String A = "6f1c2f0e-8a2b-4a53-9d0e-0c6d3f6f2a01";
  private static final String B = "6f1c2f0e-8a2b-4a53-9d0e-0c6d3f6f2a02";
  private static final String C = "6f1c2f0e-8a2b-4a53-9d0e-0c6d3f6f2a03";
  private static final String GROUPS =
      "'rateGroups': [{'name': 'Tables', 'count': 50, 'per': 'second'}]";

  @Test
  void every_new_field_is_read() {
    var settings = accepted(READER.read(
        document("""
        {'stopAfter': 0, 'deduplicationWindow': 2592000, %s, 'services': [%s, %s]}""".formatted(
                GROUPS,
                one(
                    "A",
                    A,
                    "'rate': {'count': 10000, 'per': 'minute'}, 'rateGroup': ' Tables ',"
                        + " 'ordered': true, 'retryEveryFailure': true, 'stopAtRetryLimit': true,"
                        + " 'fallback': '" + B + "', 'downstream': {'service': '" + B
                        + "', 'on': ['failed']}"),
                one("B", B, "'downstream': {'service': '" + A + "'}"))),
        Settings.INITIAL));

    var second = Duration.ofSeconds(1);
    assertThat(settings.global().stopAfter()).isZero();
    assertThat(settings.global().deduplicationWindow()).isEqualTo(Duration.ofDays(30));
    assertThat(settings.global().rateGroups())
        .containsExactly(new RateGroup("Tables", new RateLimit(50, second)));
    var a = settings.services().get(0);
    assertThat(a.shaping().rates()).containsExactly(new RateLimit(10_000, Duration.ofMinutes(1)));
    assertThat(a.shaping().rateGroup()).isEqualTo("Tables");
    assertThat(a.shaping().ordered()).isTrue();
    var b = ServiceId.parse(B);
    assertThat(a.failures())
        .isEqualTo(new FailureRules(true, true, b, new Downstream(b, false, true)));
    assertThat(settings.services().get(1).failures().downstream())
        .isEqualTo(new Downstream(ServiceId.parse(A), true, true));
  }

  @Test
  void what_is_absent_of_the_global_settings_keeps_its_value() {
    var before = accepted(READER.read(
        document("{'stopAfter': 7, 'deduplicationWindow': 8, " + GROUPS + "}"), Settings.INITIAL));

    var after = accepted(READER.read(document("{'enabled': false}"), before));

    assertThat(after.global().stopAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(after.global().deduplicationWindow()).isEqualTo(Duration.ofSeconds(8));
    assertThat(after.global().rateGroups()).isEqualTo(before.global().rateGroups());
  }

  @Test
  void a_patch_changes_a_rate_in_part_and_takes_it_away() {
    var before = settings(one("A", A, "'rate': {'count': 5, 'per': 'minute'}"));
    var id = ServiceId.parse(A);

    var more = accepted(READER.patchService(id, document("{'rate': {'count': 9}}"), before));
    var none = accepted(READER.patchService(id, document("{'rate': null}"), before));

    assertThat(more.services().get(0).shaping().rates())
        .containsExactly(new RateLimit(9, Duration.ofMinutes(1)));
    assertThat(none.services().get(0).shaping().rates()).isEmpty();
  }

  @Test
  void a_rate_group_in_use_is_not_removed_and_its_users_are_named() {
    var before = accepted(READER.read(
        document("{%s, 'services': [%s, %s]}"
            .formatted(
                GROUPS,
                one("A", A, "'rateGroup': 'Tables'"),
                one("B", B, "'rateGroup': 'Tables'"))),
        Settings.INITIAL));

    var alone = refused(READER.read(document("{'rateGroups': []}"), before));
    var withServices = refused(READER.read(
        document("{'rateGroups': [], 'services': [" + one("A", A, "'rateGroup': 'Tables'") + "]}"),
        before));
    var together = READER.read(
        document("{'rateGroups': [], 'services': [" + one("A", A, "'ordered': false") + "]}"),
        before);

    assertThat(alone)
        .containsExactly(new SettingsProblem(
            "/rateGroups",
            "The group “Tables” is in use by “A”, “B”. Keep it, or change them first."));
    assertThat(withServices)
        .extracting(SettingsProblem::pointer)
        .containsExactly("/services/0/rateGroup");
    assertThat(accepted(together).global().rateGroups()).isEmpty();
  }

  @Test
  void at_most_fifty_groups() {
    var groups = IntStream.range(0, 51)
        .mapToObj(i -> Map.of("name", "g" + i, "count", 1, "per", "second"))
        .toList();

    assertThat(refused(READER.read(Map.of("rateGroups", groups), Settings.INITIAL)))
        .containsExactly(new SettingsProblem(
            "/rateGroups", "Expected at most 50 groups, found 51. Remove some."));
    accepted(READER.read(Map.of("rateGroups", groups.subList(0, 50)), Settings.INITIAL));
  }

  @Test
  void fallbacks_in_a_circle_are_refused_once_and_named() {
    var problems = refused(READER.read(
        document("{'services': [%s, %s, %s]}"
            .formatted(
                one("A", A, "'fallback': '" + B + "'"),
                one("B", B, "'fallback': '" + C + "'"),
                one("C", C, "'fallback': '" + A + "'"))),
        Settings.INITIAL));

    assertThat(problems)
        .containsExactly(new SettingsProblem(
            "/services/0/fallback",
            "These services would fall back to each other in a circle: “A” to “B” to “C” to “A”."
                + " Choose another fallback for one of them."));
  }

  @Test
  void one_service_cannot_close_a_circle() {
    var before = settings(one("A", A, "'fallback': '" + B + "'"), one("B", B, "'ordered': false"));

    var problems = refused(
        READER.patchService(ServiceId.parse(B), document("{'fallback': '" + A + "'}"), before));

    assertThat(problems).extracting(SettingsProblem::pointer).containsExactly("/fallback");
    assertThat(problems.get(0).message()).contains("“B” to “A” to “B”");
  }

  @Test
  void a_way_of_fallbacks_into_a_circle_elsewhere_ends() {
    var a = one("A", A, "'fallback': '" + B + "'");
    var b = one("B", B, "'fallback': '" + C + "'");
    var c = one("C", C, "'fallback': '" + B + "'");

    assertThat(refused(READER.read(
            document("{'services': [%s, %s, %s]}".formatted(a, b, c)), Settings.INITIAL)))
        .extracting(SettingsProblem::pointer)
        .containsExactly("/services/1/fallback");
  }

  @Test
  void two_services_may_share_a_fallback_and_tell_each_other() {
    settings(
        one("A", A, "'fallback': '" + C + "', 'downstream': {'service': '" + B + "'}"),
        one("B", B, "'fallback': '" + C + "', 'downstream': {'service': '" + A + "'}"),
        one("C", C, "'ordered': true"));
  }

  @Test
  void what_others_name_is_not_removed() {
    var before = settings(
        one("A", A, "'fallback': '" + C + "'"),
        one("B", B, "'downstream': {'service': '" + C + "'}"),
        one("C", C, "'ordered': false"));

    var removed = (Result.Refused) READER.remove(ServiceId.parse(C), before);
    var leftOut = refused(READER.read(
        document("{'services': [%s, %s]}"
            .formatted(
                one("A", A, "'fallback': '" + C + "'"),
                one("B", B, "'downstream': {'service': '" + C + "'}"))),
        before));

    assertThat(removed.conflict()).isTrue();
    assertThat(removed.problems())
        .containsExactly(new SettingsProblem(
            "/id",
            "This service is the fallback of another or told by it: “A”, “B”. Change that first."));
    assertThat(leftOut)
        .containsExactly(
            new SettingsProblem(
                "/services/0/fallback",
                "The service “C” would be removed. Keep it, choose another, or remove this."),
            new SettingsProblem(
                "/services/1/downstream/service",
                "The service “C” would be removed. Keep it, choose another, or remove this."));
    accepted(READER.remove(ServiceId.parse(A), before));
  }

  @Test
  void a_fallback_that_cannot_be_read_at_the_moment_is_kept_and_not_chosen_anew() {
    var all = settings(one("A", A, "'fallback': '" + B + "'"), one("B", B, "'ordered': false"));
    var readable = new Settings(all.version(), all.global(), all.services().subList(0, 1));
    var a = ServiceId.parse(A);

    var kept = accepted(READER.patchService(a, document("{'enabled': false}"), readable));
    var whole = accepted(READER.read(
        document("{'services': [" + one("A", A, "'fallback': '" + B + "'") + "]}"), readable));
    var anew =
        refused(READER.addService(document(one("C", C, "'fallback': '" + B + "'")), readable));

    assertThat(kept.services().get(0).failures().fallback()).isEqualTo(ServiceId.parse(B));
    assertThat(whole.services().get(0).failures().fallback()).isEqualTo(ServiceId.parse(B));
    assertThat(anew).extracting(SettingsProblem::pointer).containsExactly("/fallback");
  }

  private static Settings settings(String... services) {
    return accepted(READER.read(
        document("{'services': [" + String.join(", ", List.of(services)) + "]}"),
        Settings.INITIAL));
  }

  private static String one(String name, String id, String more) {
    return "{'name': '%s', 'id': '%s', 'url': 'https://a.example/', %s}".formatted(name, id, more);
  }
}
