package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.AuditAction;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page that says who did what. */
class AuditPageTest extends PagesFixture {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  @Test
  void entries_are_listed_with_a_way_to_what_was_done() {
    String id = service("Ops", "");
    send("PATCH", "services/" + id, "{'timeout': 20}");
    post("services/" + id + "/test", "");
    webhooks.apply(Map.of("enabled", false), "bob");

    var page = page("audit");

    PageRules.check(page);
    var rows = page.select("tbody tr");
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0).text()).contains("Sending switched off", "bob");
    assertThat(rows.get(1).text()).contains("Test sent", "Ops", "ann");
    assertThat(rows.get(2).text()).contains("Service changed", "Ops", "timeout");
    assertThat(rows.get(2).select("button").attr("hx-get")).isEqualTo(BASE + "/history/2/" + id);
    assertThat(page.select("#audit-csv").attr("href")).isEqualTo(BASE + "/audit/file?format=csv");
  }

  @Test
  void the_filter_goes_along_into_the_files() {
    service("Ops", "");
    webhooks.apply(Map.of("retryCount", 7), "bob");

    var page = page("audit?by=bob&action=settings-changed&days=7");

    assertThat(page.select("tbody tr")).hasSize(1);
    assertThat(page.select("option[selected]").eachAttr("value"))
        .containsExactly("settings-changed", "7");
    String csv = page.select("#audit-csv").attr("href").substring(BASE.length() + 1);
    assertThat(text(ask("GET", csv, Map.of(), "")))
        .contains("bob", "settings-changed")
        .doesNotContain("ann");
  }

  @Test
  void names_are_text_and_every_action_has_a_title_in_both_languages() {
    service(HOSTILE, "");

    assertThat(page("audit").select("img")).isEmpty();
    var choices = page("audit").select("#audit-action option").eachAttr("value");
    assertThat(choices)
        .containsAll(Arrays.stream(AuditAction.values()).map(AuditAction::word).toList())
        .hasSize(AuditAction.values().length + 1);
    locale = Locale.SIMPLIFIED_CHINESE;
    assertThat(page("audit").text()).contains("审计日志", "添加服务");
  }
}
