package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminPermission;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The list of changes, and the drawer of one (feature row A-62). */
class HistoryPageTest extends PagesFixture {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  @Test
  void A_62_every_change_is_listed_with_who_and_which_fields() {
    String id = service("Ops", "");
    send("PATCH", "services/" + id, "{'timeout': 20}");
    webhooks.apply(Map.of("retryCount", 7), "bob");

    var page = page("history");

    PageRules.check(page);
    var rows = page.select("tbody tr");
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).text()).contains("Changed", "General settings", "retryCount", "bob");
    assertThat(rows.get(1).text()).contains("Changed", "Ops", "timeout", "ann");
    assertThat(rows.get(2).text()).contains("Added", "Ops");
    assertThat(rows.get(1).select("button").attr("hx-get")).isEqualTo(BASE + "/history/2/" + id);
  }

  @Test
  void one_service_has_a_history_of_its_own() {
    String id = service("Ops", "");
    service("Sales", "");

    var page = page("history?service=" + id);

    assertThat(page.select("h2").text()).isEqualTo("History of Ops");
    assertThat(page.select("tbody tr")).hasSize(1);
    assertThat(page.select("#history-all").attr("href")).isEqualTo(BASE + "/history");
  }

  @Test
  void an_empty_history_says_so() {
    var page = page("history");

    PageRules.check(page);
    assertThat(page.select(".empty h3").text()).isEqualTo("No changes yet");
  }

  @Test
  void older_changes_are_a_link_away() {
    String id = service("Ops", "");
    for (int i = 0; i < 50; i++) {
      send("PATCH", "services/" + id, "{'timeout': %d}".formatted(i % 2 + 5));
    }

    var first = page("history");
    String older = first.select("#history-older").attr("href");

    assertThat(first.select("tbody tr")).hasSize(50);
    assertThat(page(older.substring(BASE.length() + 1)).select("tbody tr")).hasSize(1);
  }

  @Test
  void a_changed_template_is_shown_line_by_line() {
    String id = service("Ops", "");
    raw(
        "PATCH",
        "services/" + id,
        Map.of("Content-Type", "application/json"),
        "{\"body\": \"{\\n  \\\"event\\\": \\\"{{type}}\\\",\\n  \\\"text\\\": \\\"{{title}}\\\"\\n}\\n\"}");

    var drawer = page("history/2/" + id);

    PageRules.check(drawer);
    assertThat(drawer.select("h2").text()).isEqualTo("Ops, version 2");
    assertThat(drawer.select("h3").eachText()).containsExactly("body");
    assertThat(drawer.selectFirst("tr.changed").wholeText())
        .contains("\"title\": \"{{title}}\"", "\"text\": \"{{title}}\"");
    assertThat(drawer.select("tr.same").text()).contains("\"event\": \"{{type}}\"");
  }

  @Test
  void a_secret_is_said_to_have_changed_and_is_not_shown() {
    String id = service("Ops", ", 'headers': 'Authorization: Bearer canary-1'");
    send(
        "PATCH",
        "services/" + id,
        "{'headers': [{'name': 'Authorization', 'value': 'Bearer canary-2', 'secret': true}]}");

    var drawer = page("history/2/" + id);

    assertThat(drawer.text()).contains("A fingerprint stands for a secret");
    assertThat(drawer.select("tr.changed").text()).contains("fingerprint");
    assertThat(drawer.html()).doesNotContain("canary");
  }

  @Test
  void hostile_names_and_values_are_text() {
    String id = service(HOSTILE, ", 'description': '" + HOSTILE + "'");
    send("PATCH", "services/" + id, "{'description': '<script>alert(2)</script>'}");

    var list = page("history");
    var drawer = page("history/2/" + id);

    PageRules.check(list);
    PageRules.check(drawer);
    assertThat(list.select("img")).isEmpty();
    assertThat(drawer.select("img, script")).isEmpty();
    assertThat(drawer.select("ins").text()).contains("script>alert(2)");
  }

  @Test
  void a_version_is_restored_from_its_drawer() {
    String id = service("Ops", ", 'timeout': 10");
    send("PATCH", "services/" + id, "{'timeout': 20}");
    var drawer = page("history/1/" + id);
    String etag = drawer.select("[name=etag]").attr("value");

    var answer = submit("history/1/" + id + "/restore", "version", "1", "etag", etag);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("HX-Trigger"))
        .contains("closeDialog", "historyChanged", "Ops is as of version 1 again");
    assertThat(json(get("services/" + id)).path("timeout").asInt()).isEqualTo(10);
  }

  @Test
  void a_removed_service_is_brought_back_as_it_was_before() {
    String id = service("Ops", "");
    send("DELETE", "services/" + id, "");
    var drawer = page("history/2/" + id);

    assertThat(drawer.select("#restore").text()).isEqualTo("Bring it back");
    submit(
        "history/2/" + id + "/restore",
        "version",
        drawer.select("[name=version]").attr("value"),
        "etag",
        "");

    assertThat(get("services/" + id).status()).isEqualTo(200);
  }

  @Test
  void a_restore_that_is_refused_says_why_in_the_drawer() {
    String id = service("Ops", "");
    send("DELETE", "services/" + id, "");
    service("Ops", "");

    var answer = submit("history/1/" + id + "/restore", "version", "1", "etag", "");

    assertThat(answer.status()).isEqualTo(422);
    PageRules.check(html(answer));
    assertThat(html(answer).select("[role=alert]").text())
        .contains("Nothing was restored.", "/name");
  }

  @Test
  void who_may_only_look_sees_changes_and_restores_none() {
    String id = service("Ops", "");
    permissions = Set.of(AdminPermission.VIEW);

    assertThat(page("history/1/" + id).select("#restore")).isEmpty();
    assertThat(submit("history/1/" + id + "/restore", "version", "1").status()).isEqualTo(403);
  }

  @Test
  void what_is_gone_is_said_to_be_gone() {
    assertThat(visit("history/7/global").status()).isEqualTo(404);
  }

  @Test
  void the_history_speaks_chinese() {
    service("Ops", "");
    locale = Locale.SIMPLIFIED_CHINESE;

    assertThat(page("history").text()).contains("设置历史", "已添加");
  }

  @Test
  void W_13_a_service_has_settings_deliveries_and_history() {
    String id = service(HOSTILE, "");

    var page = page("services/" + id);

    PageRules.check(page);
    assertThat(page.select("nav a").eachAttr("href"))
        .containsExactly(
            BASE + "/services/" + id,
            BASE + "/deliveries?service=" + id,
            BASE + "/history?service=" + id);
    assertThat(page.select("img")).isEmpty();
    assertThat(visit("services/none").status()).isEqualTo(404);
  }
}
