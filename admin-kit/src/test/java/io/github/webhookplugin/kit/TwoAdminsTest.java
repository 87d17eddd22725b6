package io.github.webhookplugin.kit;

import static io.github.webhookplugin.kit.Samples.get;
import static io.github.webhookplugin.kit.Samples.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two admins have the same form of settings open: neither overwrites what they have not seen. */
class TwoAdminsTest {
  final Bells bells = new Bells();
  final MountedPlugin plugin = new MountedPlugin("bells", "1", bells, bells);
  String seen = "";

  @BeforeEach
  void see() {
    bells.settings.put("volume", 3);
    bells.settings.put("name", "Big Ben");
    bells.settings.put("towers", List.of("North", "South"));
    bells.settings.put("pause", 5400);
    seen = seenIn(page(get("settings")));
  }

  @Test
  void what_both_changed_is_a_conflict_that_shows_both_values_and_loses_neither() {
    bells.settings.put("volume", 5);
    bells.settings.put("towers", List.of("East", "West"));
    bells.settings.put("pause", 60);
    bells.settings.put("name", "");

    AdminResponse answer = answer(posted("7", "Old Tom", "North", "2 h"));
    Document form = Jsoup.parse(text(answer));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(bells.settings).containsEntry("volume", 5).containsEntry("name", "");
    assertThat(form.select("[role=alert]").text())
        .contains("4 fields need attention. Nothing was saved.")
        .contains("Someone else changed these settings meanwhile.");
    assertThat(form.select("#s-volume").val()).isEqualTo("7");
    assertThat(form.select("#s-volume-error").text())
        .isEqualTo("Someone else set this to “5” meanwhile. Saving again replaces it.");
    assertThat(form.select("#s-towers-error").text()).contains("“East, West”");
    assertThat(form.select("#s-pause-error").text()).contains("“1 minute”");
    assertThat(form.select("#s-name-error").text())
        .isEqualTo("Someone else emptied this meanwhile. Saving again fills it again.");

    seen = seenIn(form);
    assertThat(answer(posted("7", "Old Tom", "North", "2 h")).status()).isEqualTo(200);
    assertThat(bells.settings)
        .containsEntry("volume", 7)
        .containsEntry("name", "Old Tom")
        .containsEntry("towers", List.of("North"))
        .containsEntry("pause", 7200);
  }

  @Test
  void what_only_the_other_one_changed_stays_and_is_shown() {
    bells.settings.put("name", "Old Tom");
    bells.settings.put("on", false);

    AdminResponse answer =
        answer(posted("7", " Big Ben ", "North\r\nSouth\r\n", "90 min", "on", "true"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(bells.settings)
        .containsEntry("name", "Old Tom")
        .containsEntry("on", false)
        .containsEntry("volume", 7);
    assertThat(Jsoup.parse(text(answer)).select("#s-name").val()).isEqualTo("Old Tom");
  }

  @Test
  void what_both_changed_to_the_same_is_no_conflict() {
    bells.settings.put("volume", 7);
    bells.settings.put("on", false);

    assertThat(answer(posted("7", "Big Ben", "North\nSouth", "5400")).status()).isEqualTo(200);
    assertThat(bells.settings).containsEntry("volume", 7).containsEntry("on", false);
  }

  @Test
  void a_conflict_is_said_together_with_what_is_wrong() {
    bells.settings.put("volume", 5);
    bells.settings.put("pause", 60);

    AdminResponse answer = answer(posted("7", "taken", "North\nSouth", "soon"));
    Document form = Jsoup.parse(text(answer));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(form.select("#s-volume-error").text()).contains("“5”");
    assertThat(form.select("#s-name-error").text()).isEqualTo("This name is taken.");
    assertThat(form.select("#s-pause-error").text())
        .startsWith("Enter a time")
        .endsWith("Someone else set this to “1 minute” meanwhile. Saving again replaces it.");
    assertThat(form.select("#s-pause").val()).isEqualTo("soon");
    assertThat(bells.settings).containsEntry("volume", 5);
  }

  @Test
  void a_secret_that_both_set_has_to_be_entered_again() {
    bells.settings.put("key", true);

    AdminResponse answer =
        answer(posted("3", "Big Ben", "North\nSouth", "5400", "on", "true", "key", "s3cret"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(text(answer)).doesNotContain("s3cret").contains("Enter yours again to replace it.");
    assertThat(bells.settings).containsEntry("key", true);
  }

  @Test
  void who_says_nothing_of_what_they_saw_is_not_asked() {
    bells.settings.put("volume", 5);

    assertThat(answer(post("settings", "volume", "7")).status()).isEqualTo(200);
    assertThat(bells.settings).containsEntry("volume", 7);
  }

  @Test
  void a_mark_that_somebody_made_up_is_a_conflict_at_worst() {
    for (String mark :
        List.of("volume=", "volume=x&volume=y", "%zz=%zz", "&&&", "volume=" + "a".repeat(99_999))) {
      seen = mark;
      assertThat(answer(posted("7", "Big Ben", "North\nSouth", "5400")).status())
          .isIn(200, 409);
    }
  }

  @Test
  void the_switch_of_the_whole_needs_no_mark_for_both_can_only_want_the_same() {
    bells.settings.put("on", false);

    answer(post("settings/switch"));

    assertThat(bells.settings).containsEntry("on", false).containsEntry("volume", 3);
  }

  @Test
  void a_value_of_somebody_else_is_escaped_and_bounded() {
    bells.settings.put("name", Samples.HOSTILE + "x".repeat(5_000));

    String form = text(answer(posted("3", "Old Tom", "North\nSouth", "5400")));

    assertThat(form).doesNotContain("<script>").contains("x…”").doesNotContain("x".repeat(300));
  }

  private AdminRequest posted(
      String volume, String name, String towers, String pause, String... more) {
    String own = Samples.form(
        "volume", volume, "name", name, "towers", towers, "pause", pause, "tune", "low", Seen.NAME,
        seen);
    return Samples.request(
        "POST", "settings", own + "&" + Samples.form(more), true, AdminPermission.ALL);
  }

  private static String seenIn(Document page) {
    return page.select("#settings-form > input[type=hidden]").val();
  }

  private AdminResponse answer(AdminRequest request) {
    return plugin.answer(request, Samples.around("/plugins/bells/settings", Locale.ENGLISH));
  }

  private Document page(AdminRequest request) {
    return Jsoup.parse(text(answer(request)));
  }

  private static String text(AdminResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
