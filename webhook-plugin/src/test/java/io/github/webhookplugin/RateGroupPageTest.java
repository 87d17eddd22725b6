package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminPermission;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The page of the rates that services share. */
class RateGroupPageTest extends PagesFixture {
  private static final String HOSTILE = "<img src=x onerror=alert(1)> / \\u0026 ü?";
  private static final String HOSTILE_NAME = "<img src=x onerror=alert(1)> / & ü?";

  private void group(String name) {
    assertThat(post("rate-groups", "{'name': '" + name + "', 'count': 5, 'per': 'second'}")
            .status())
        .isEqualTo(201);
  }

  @Test
  void without_any_it_says_what_they_are() {
    var page = page("rate-groups");

    PageRules.check(page);
    assertThat(page.text()).contains("No rate groups yet", "several services share");
    assertThat(page.select("#add-rate").attr("hx-get")).isEqualTo(BASE + "/rate-groups/new");
  }

  @Test
  void the_list_says_the_rates_and_who_uses_them() {
    group("Slack");
    group("Free");
    String id = service("Ops", ", 'rateGroup': 'Slack'");

    var page = page("rate-groups");

    PageRules.check(page);
    assertThat(page.select("tbody tr").get(0).text()).contains("Slack", "5 a second", "Ops");
    assertThat(page.select("#rate-0-" + id).attr("hx-get"))
        .isEqualTo(BASE + "/services/" + id + "/edit");
    assertThat(page.select("#remove-rate-0")).isEmpty();
    assertThat(page.select("#remove-rate-1").attr("hx-confirm")).isEqualTo("Remove Free?");
  }

  @Test
  void one_is_added_with_several_rates() {
    PageRules.check(page("rate-groups/new"));

    var saved = submit(
        "rate-groups",
        "was",
        "",
        "name",
        "Slack",
        "rate.count",
        "5",
        "rate.per",
        "second",
        "rate.count",
        "100",
        "rate.per",
        "90",
        "rate.count",
        "",
        "rate.per",
        "");

    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.headers().get("HX-Trigger")).contains("rateGroupsChanged", "closeDialog");
    assertThat(json(get("rate-groups")).at("/rateGroups/0/rate/1/per").asInt()).isEqualTo(90);
    assertThat(page("rate-groups").select("tbody").text()).contains("100 every 90 s");
  }

  @Test
  void a_form_that_nobody_touched_changes_nothing() {
    group("Slack");
    var form = page("rate-groups/edit?name=Slack");
    String before = text(get("rate-groups"));
    PageRules.check(form);

    submit(
        "rate-groups",
        "was",
        form.select("[name=was]").val(),
        "etag",
        form.select("[name=etag]").val(),
        "name",
        form.select("#f-name").val(),
        "rate.count",
        form.select("[name=rate.count]").first().val(),
        "rate.per",
        form.select("[name=rate.per]").first().val());

    assertThat(text(get("rate-groups"))).isEqualTo(before);
  }

  @Test
  void what_is_wrong_stands_at_its_field() {
    group("Slack");

    var refused =
        submit("rate-groups", "name", "slack", "rate.count", "0", "rate.per", "fortnight");

    assertThat(refused.status()).isEqualTo(422);
    PageRules.check(html(refused));
    assertThat(html(refused).select("#f-name-e").text()).contains("already has this name");
    assertThat(html(refused).select("#f-rate-e").text()).contains("fortnight");
    var empty = html(submit("rate-groups", "name", "", "rate.count", "", "rate.per", ""));
    assertThat(empty.select("#f-name-e").text()).isEqualTo("Enter a name.");
    assertThat(empty.select("#f-rate-e").text())
        .isEqualTo("Enter how many requests, and per which time.");
    var words = submit("rate-groups", "name", "", "rate.count", "ten", "rate.per", "hour");
    assertThat(html(words).select("#f-name-e").text()).isEqualTo("Enter a name.");
    assertThat(html(words).select("#f-rate-e").text()).isEqualTo("Enter a number, for example 10.");
  }

  @Test
  void a_change_of_somebody_else_is_not_lost_unseen() {
    group("Slack");
    String seen = page("rate-groups/edit?name=Slack").select("[name=etag]").val();
    group("Other");
    String[] mine = {"was", "Slack", "name", "Slack", "rate.count", "9", "rate.per", "hour", "etag"
    };

    var refused = submit("rate-groups", with(mine, seen));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(html(refused).text()).contains("Somebody changed the rate groups meanwhile");
    String now = html(refused).select("[name=etag]").val();
    assertThat(submit("rate-groups", with(mine, now)).status()).isEqualTo(200);
  }

  private static String[] with(String[] fields, String etag) {
    String[] all = Arrays.copyOf(fields, fields.length + 1);
    all[fields.length] = etag;
    return all;
  }

  @Test
  void a_hostile_name_is_text_and_is_found_again() {
    group(HOSTILE);

    var page = page("rate-groups");

    PageRules.check(page);
    assertThat(page.select("img")).isEmpty();
    String edit = page.select("#edit-rate-0").attr("hx-get").substring(BASE.length() + 1);
    assertThat(page(edit).select("#f-name").val()).isEqualTo(HOSTILE_NAME);
    assertThat(page(edit).select("img")).isEmpty();
    var removed = visit(
        "DELETE",
        page.select("#remove-rate-0").attr("hx-delete").substring(BASE.length() + 1),
        Map.of("HX-Request", "true"),
        "");
    assertThat(removed.status()).isEqualTo(200);
    assertThat(json(get("rate-groups")).path("rateGroups")).isEmpty();
  }

  @Test
  void one_in_use_or_gone_is_not_removed() {
    group("Slack");
    service("Ops", ", 'rateGroup': 'Slack'");

    assertThat(visit("DELETE", "rate-groups?name=Slack", Map.of(), "").headers().get("HX-Trigger"))
        .contains("error", "in use by");
    assertThat(visit("DELETE", "rate-groups?name=Gone", Map.of(), "").headers().get("HX-Trigger"))
        .contains("There is no rate group");
    assertThat(visit("rate-groups/edit?name=Gone").status()).isEqualTo(404);
    assertThat(
            submit("rate-groups", "was", "Gone", "name", "A", "rate.count", "1", "rate.per", "hour")
                .status())
        .isEqualTo(404);
  }

  @Test
  void who_may_only_look_changes_nothing() {
    group("Slack");
    permissions = Set.of(AdminPermission.VIEW);

    assertThat(page("rate-groups").select("#add-rate, [id^=edit-], [id^=remove-]"))
        .isEmpty();
    assertThat(submit("rate-groups", "name", "A").status()).isEqualTo(403);
    assertThat(visit("DELETE", "rate-groups?name=Slack", Map.of(), "").status()).isEqualTo(403);
  }

  @Test
  void the_editor_offers_them_and_leads_here() {
    group("Slack");
    String id = service("Ops", ", 'rateGroup': 'Slack'");

    var editor = page("services/" + id + "/edit");

    assertThat(editor.select("#f-rateGroup option").eachText()).containsExactly("None", "Slack");
    assertThat(editor.select("#f-rateGroup option[selected]").text()).isEqualTo("Slack");
    assertThat(editor.select("#sec-pace a").attr("href")).isEqualTo(BASE + "/rate-groups");
    assertThat(page("").select("a[href=" + BASE + "/rate-groups]")).isNotEmpty();
  }

  @Test
  void it_is_chinese() {
    locale = Locale.SIMPLIFIED_CHINESE;
    group("Slack");

    assertThat(page("rate-groups").text()).contains("速率组", "没有服务使用");
    assertThat(visit("DELETE", "rate-groups?name=Gone", Map.of(), "").headers().get("HX-Trigger"))
        .contains("\\u6ca1\\u6709");
  }
}
