package io.github.webhookplugin.kit;

import static io.github.webhookplugin.kit.Samples.fragment;
import static io.github.webhookplugin.kit.Samples.get;
import static io.github.webhookplugin.kit.Samples.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class MountedPluginTest {
  final Bells bells = new Bells();
  final MountedPlugin plugin = new MountedPlugin("bells", "1.2.3", bells, bells);

  @Test
  void a_page_of_the_plugin_stands_in_the_shell_with_its_heading_and_tabs() {
    Document page = page(get(""));

    PageRules.check(page);
    assertThat(page.title()).isEqualTo("Bells · Sample host");
    assertThat(page.select("html").attr("data-kit")).isEqualTo("1");
    assertThat(page.select("h1").text()).isEqualTo("Bells 1.2.3");
    assertThat(page.select("#plugin-body h2").text()).isEqualTo("All bells");
    assertThat(page.select(".tabs a").eachText()).containsExactly("Bells3", "Log", "Settings");
    assertThat(page.select(".tabs a[aria-current]").eachText()).containsExactly("Bells3");
    assertThat(page.select(".sidenav a[aria-current]").eachText()).containsExactly("Bells");
    assertThat(page.select("link[rel=stylesheet], script").eachAttr("href"))
        .anyMatch(address -> address.equals("/plugins/bells/assets/plugin.css"));
    assertThat(page.select("input[role=switch]").hasAttr("checked")).isTrue();
  }

  @Test
  void a_tab_is_current_on_the_pages_below_it() {
    assertThat(page(get("log/7")).select(".tabs a[aria-current]").eachText())
        .containsExactly("Log");
    assertThat(page(get("other")).select(".tabs a[aria-current]").eachText())
        .containsExactly("Bells3");
    assertThat(page(get("settings")).select(".tabs a[aria-current]").eachText())
        .containsExactly("Settings");
  }

  @Test
  void a_fragment_comes_as_it_is() {
    assertThat(text(answer(fragment("")))).isEqualTo("<h2>All bells</h2>");
  }

  @Test
  void a_whole_page_keeps_the_status() {
    assertThat(answer(get("wrong")).status()).isEqualTo(422);
    assertThat(page(get("wrong")).select("h1").text()).startsWith("Bells");
  }

  @Test
  void data_passes_through_and_a_refusal_of_data_is_put_in_words_for_a_browser() {
    assertThat(text(answer(get("data")))).isEqualTo("{}");
    assertThat(text(answer(fragment("gone")))).isEqualTo("{\"status\":404}");

    Document gone = page(get("gone"));
    assertThat(answer(get("gone")).status()).isEqualTo(404);
    assertThat(gone.select("#plugin-body").text()).contains("There is no such page");
    assertThat(gone.select("h1")).hasSize(1);
    PageRules.check(gone);
  }

  @Test
  void hostile_names_are_escaped() {
    bells.title = Samples.HOSTILE;

    Document page = page(get(""));

    PageRules.check(page);
    assertThat(page.select("h1").text()).contains("<script>alert(1)</script>");
  }

  @Test
  void in_chinese_the_shell_is_chinese() {
    var page = Jsoup.parse(
        text(plugin.answer(get(""), Samples.around("/plugins/bells", Locale.SIMPLIFIED_CHINESE))));

    assertThat(page.select("html").attr("lang")).isEqualTo("zh-CN");
    assertThat(page.select(".tabs a").last().text()).isEqualTo("设置");
    assertThat(page.select("#language").text()).isEqualTo("English");
  }

  @Test
  void the_settings_are_a_form_of_everything_the_schema_has() {
    bells.settings.put("towers", List.of("North", "<South>"));
    bells.settings.put("key", true);

    Document page = page(get("settings"));

    PageRules.check(page);
    assertThat(page.select("#s-volume").val()).isEqualTo("3");
    assertThat(page.select("#s-volume").attr("max")).isEqualTo("11");
    assertThat(page.select("#s-towers").val()).isEqualTo("North\n<South>");
    assertThat(page.select("[name=tune][checked]").val()).isEqualTo("low");
    assertThat(page.select("#s-key").attr("placeholder")).contains("stored");
    assertThat(page.select("#s-key").val()).isEmpty();
    assertThat(page.select(".own-page a").eachAttr("href"))
        .containsExactly("/plugins/bells", "/plugins/bells/ropes");
    assertThat(page.select("details.set-advanced textarea").attr("name")).isEqualTo("song");
  }

  @Test
  void what_is_posted_is_applied_in_the_name_of_the_user() {
    AdminResponse answer = answer(post(
        "settings",
        "volume",
        "7",
        "name",
        " Big Ben ",
        "tune",
        "low",
        "towers",
        "North\r\n\r\n South ",
        "home",
        "https://example.com/x",
        "key",
        ""));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("HX-Trigger"))
        .contains("settingsChanged", "\"kind\":\"success\"", "Settings saved");
    assertThat(bells.who).isEqualTo("ann");
    assertThat(bells.settings)
        .containsEntry("on", false)
        .containsEntry("volume", 7)
        .containsEntry("name", "Big Ben")
        .containsEntry("towers", List.of("North", "South"))
        .doesNotContainKeys("key", "bells", "song");
  }

  @Test
  void what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays() {
    AdminResponse answer = answer(
        post("settings", "volume", "99", "name", "taken", "home", "nowhere", "tune", "high"));
    Document form = Jsoup.parse(text(answer));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(bells.settings).isEmpty();
    PageRules.check(withSprite(form));
    assertThat(form.select("[role=alert]").text())
        .contains("6 fields need attention", "/towers~1old: It fell.");
    assertThat(form.select("#s-bells-error").text()).isEqualTo("This bell is cracked.");
    assertThat(form.select("#s-volume").val()).isEqualTo("99");
    assertThat(form.select("#s-volume").attr("aria-invalid")).isEqualTo("true");
    assertThat(form.select("#s-volume-error").text()).isEqualTo("Enter a number from 0 to 11.");
    assertThat(form.select("#s-volume").attr("aria-describedby"))
        .isEqualTo("s-volume-help s-volume-error");
    assertThat(form.select("#s-name-error").text()).isEqualTo("This name is taken.");
    assertThat(form.select("#s-home-error").text()).contains("full address");
    assertThat(form.select(".error").eachText()).contains("Pick one of the options.");
  }

  @Test
  void spans_of_time_are_shown_and_taken_as_people_write_them() {
    bells.settings.put("rests", List.of(60, 5400));

    Document page = page(get("settings"));
    answer(post("settings", "pause", "2 h", "rests", "1 min, 90\n1 h"));

    assertThat(page.select("#s-pause").val()).isEqualTo("1 hour 30 minutes");
    assertThat(page.select("#s-rests").val()).isEqualTo("1 minute\n1 hour 30 minutes");
    assertThat(bells.settings)
        .containsEntry("pause", 7200)
        .containsEntry("rests", List.of(60, 90, 3600));
    var refused = Jsoup.parse(text(answer(post("settings", "pause", "2 days", "rests", "soon"))));
    assertThat(refused.select("#s-pause-error").text())
        .isEqualTo("Enter a time from 1 second to 1 day, for example 90 seconds, 10 min, 2 h or 5"
            + " days. A number alone is seconds.");
    assertThat(refused.select("#s-rests-error").text()).startsWith("“soon” is not understood.");
    assertThat(refused.select("#s-pause").val()).isEqualTo("2 days");
  }

  @Test
  void a_field_says_when_it_matters_and_is_there_without_a_script() {
    var field = page(get("settings")).select("[data-show-if]").first();

    assertThat(field.attr("data-show-if")).isEqualTo("tune");
    assertThat(field.attr("data-show-values")).isEqualTo("low,high");
    assertThat(field.hasAttr("hidden")).isFalse();
    assertThat(field.select("#s-pause")).hasSize(1);
  }

  @Test
  void a_secret_that_was_typed_is_not_shown_again() {
    assertThat(text(answer(post("settings", "volume", "many", "key", "s3cret"))))
        .doesNotContain("s3cret")
        .contains("Enter a whole number.");
  }

  @Test
  void some_groups_are_a_form_of_their_own() {
    Document form = Jsoup.parse(text(answer(fragment("settings?groups=ringing,none"))));

    assertThat(form.select("form").attr("hx-post"))
        .isEqualTo("/plugins/bells/settings?groups=ringing");
    assertThat(form.select("form").hasClass("compact")).isTrue();
    assertThat(form.select("fieldset")).hasSize(1);

    answer(post("settings?groups=ringing", "on", "true", "volume", "5"));
    assertThat(bells.settings).containsOnlyKeys("on", "volume").containsEntry("on", true);
  }

  @Test
  void the_master_switch_changes_nothing_else_and_answers_with_itself() {
    AdminResponse off = answer(post("settings/switch"));

    assertThat(bells.settings).containsOnlyKeys("on").containsEntry("on", false);
    assertThat(off.headers().get("HX-Trigger"))
        .contains("settingsChanged", "Ringing is off. All settings are kept.");
    assertThat(Jsoup.parse(text(off)).select("input").hasAttr("checked")).isFalse();

    answer(post("settings/switch", "on", "true"));
    assertThat(bells.settings).containsEntry("on", true);
  }

  @Test
  void what_follows_on_a_change_is_said_behind_that_it_was_made() {
    bells.consequence = () -> "3 bells ring: ";

    assertThat(toast(post("settings/switch", "on", "true")))
        .isEqualTo("Ringing is on. 3 bells ring: true");
    assertThat(toast(post("settings", "tune", "low")))
        .isEqualTo("Settings saved. 3 bells ring: false");
    assertThat(answer(post("settings", "name", "taken")).headers()).doesNotContainKey("HX-Trigger");
  }

  @Test
  void what_follows_is_asked_before_the_change_is_made() {
    bells.consequence =
        () -> bells.settings.isEmpty() ? "Nothing rang before: " : "It rang before: ";

    assertThat(toast(post("settings/switch", "on", "true"))).contains("Nothing rang before");
    assertThat(toast(post("settings/switch"))).contains("It rang before");
  }

  @Test
  void a_plugin_that_cannot_say_what_follows_is_changed_all_the_same() {
    bells.consequence = () -> {
      throw new IllegalStateException("the bells are being counted");
    };

    assertThat(toast(post("settings/switch", "on", "true"))).isEqualTo("Ringing is on.");
    assertThat(toast(post("settings", "tune", "low"))).isEqualTo("Settings saved");
    assertThat(bells.settings).containsEntry("on", false);
  }

  @Test
  void who_may_look_only_sees_no_button_and_changes_nothing() {
    var looks = Set.of(AdminPermission.VIEW);
    Document page = page(Samples.request("GET", "settings", "", false, looks));

    PageRules.check(page);
    assertThat(page.select(".save-bar")).isEmpty();
    assertThat(page.select("fieldset")).allMatch(group -> group.hasAttr("disabled"));
    assertThat(page.select("[data-testid=master-switch]").hasAttr("disabled")).isTrue();
    assertThat(
            answer(Samples.request("POST", "settings", "volume=1", true, looks)).status())
        .isEqualTo(403);
    assertThat(
            answer(Samples.request("POST", "settings/switch", "", true, looks)).status())
        .isEqualTo(403);
    assertThat(bells.settings).isEmpty();
  }

  @Test
  void a_plugin_with_settings_only_has_no_other_page() {
    var only = new MountedPlugin("bells", "1", null, bells);
    var around = Samples.around("/plugins/bells", Locale.ENGLISH);

    assertThat(only.answer(get("settings"), around).status()).isEqualTo(200);
    assertThat(only.answer(get("log"), around).status()).isEqualTo(404);
  }

  private AdminResponse answer(AdminRequest request) {
    return plugin.answer(
        request, Samples.around("/plugins/bells/" + request.path(), Locale.ENGLISH));
  }

  private String toast(AdminRequest request) {
    String trigger = answer(request).headers().get("HX-Trigger");
    return trigger.replaceFirst(".*\"text\":\"", "").replaceFirst("\"}}$", "");
  }

  private Document page(AdminRequest request) {
    return Jsoup.parse(text(answer(request)));
  }

  private static String text(AdminResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static Document withSprite(Document fragment) {
    fragment.body().append(Icons.sprite());
    return fragment;
  }
}
