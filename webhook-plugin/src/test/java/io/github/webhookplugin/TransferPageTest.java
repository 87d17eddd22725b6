package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminPermission;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Export as a file, and import that is tried first. */
class TransferPageTest extends PagesFixture {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  @Test
  void services_are_chosen_and_secrets_are_said_to_be_left_out() {
    String id = service(HOSTILE, "");

    var page = page("transfer");

    PageRules.check(page);
    assertThat(page.text()).contains("Secrets are left out", "At most 1 MiB");
    assertThat(page.select("[name=service]").eachAttr("value")).containsExactly(id);
    assertThat(page.select("img")).isEmpty();
  }

  @Test
  void the_file_is_saved_by_the_browser() {
    String id = service("Ops", ", 'secret': 'canary-1'");
    service("Sales", "");

    var file = visit("transfer/file?general=true&service=" + id);

    assertThat(file.headers().get("Content-Disposition")).contains("attachment", "webhooks.json");
    assertThat(json(file).path("services")).hasSize(1);
    assertThat(json(file).has("general")).isTrue();
    assertThat(text(file)).contains("\n").doesNotContain("canary");
  }

  @Test
  void a_check_changes_nothing_and_offers_to_import() {
    var checked = submit("transfer/check", "document", file("New"), "existing", "skip");

    assertThat(checked.status()).isEqualTo(200);
    PageRules.check(html(checked));
    assertThat(html(checked).text()).contains("What would happen", "New", "Added");
    assertThat(html(checked).select("#import-apply")).hasSize(1);
    assertThat(json(get("services")).path("services")).isEmpty();
  }

  @Test
  void an_import_does_it_and_leads_to_the_secrets_that_are_missing() {
    var done = submit(
        "transfer/import",
        "document",
        "{\"services\": [{\"name\": \"New\", \"url\": \"https://a.test/\", \"secret\": {\"set\": true}}]}",
        "existing",
        "skip");

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.headers().get("HX-Trigger")).contains("servicesChanged", "imported");
    String id = json(get("services")).path("services").path(0).path("id").asText();
    assertThat(html(done).select("#enter-" + id).attr("hx-get"))
        .isEqualTo(BASE + "/services/" + id + "/edit");
    assertThat(html(done).text()).contains("switched off until you enter");
  }

  @Test
  void X_31_dead_addresses_are_warned_of() {
    var checked = submit(
        "transfer/check",
        "document",
        "{\"services\": [{\"name\": \"Teams\", \"url\": \"https://outlook.office.com/webhook/1\"}]}");

    assertThat(html(checked).select("#import-warnings").text()).contains("/services/0/url");
  }

  @Test
  void all_that_is_wrong_is_told_by_its_place_and_as_text() {
    var refused = submit(
        "transfer/import",
        "document",
        "{\"services\": [{\"name\": \"" + HOSTILE + "\", \"url\": \"ftp://a\", \"body\": \"{\"}]}");

    assertThat(refused.status()).isEqualTo(422);
    PageRules.check(html(refused));
    assertThat(html(refused).text()).contains("/services/0/url", "/services/0/body", "Refused");
    assertThat(html(refused).select("img")).isEmpty();
    assertThat(json(get("services")).path("services")).isEmpty();
  }

  @Test
  void openmetadata_webhooks_come_as_a_list_too() {
    var checked = submit(
        "transfer/check",
        "document",
        "[{\"name\": \"om\", \"webhookType\": \"Generic\", \"webhookConfig\": {\"endpoint\": \"https://a.test/\"}}]");

    assertThat(html(checked).text()).contains("om", "Added");
  }

  @Test
  void A_29_bare_header_lines_become_a_draft_with_these_headers() {
    String lines = "Authorization: Bearer canary-7\nX-Team: Ops <b>\n";

    assertThat(html(submit("transfer/check", "document", lines)).text())
        .contains("Imported draft", "Added", "There is no address");
    var done = submit("transfer/import", "document", lines);

    assertThat(done.status()).isEqualTo(200);
    var service = json(get("services")).path("services").path(0);
    assertThat(service.path("enabled").asBoolean()).isFalse();
    assertThat(service.at("/headers/0/name").asText()).isEqualTo("Authorization");
    assertThat(service.at("/headers/0/set").asBoolean()).isTrue();
    assertThat(service.at("/headers/1/value").asText()).isEqualTo("Ops <b>");
    assertThat(text(done)).doesNotContain("canary");
  }

  @Test
  void lines_that_are_no_headers_are_told_by_their_number() {
    assertThat(
            html(submit("transfer/check", "document", "X-A: 1\nnot a header")).text())
        .contains("ine 2", "no colon");
    assertThat(html(submit("transfer/check", "document", "hello")).text())
        .contains("Expected JSON, or header lines");
  }

  @Test
  void what_is_no_json_or_nothing_or_too_large_says_so() {
    assertThat(html(submit("transfer/check", "document", " ")).text())
        .isEqualTo("Choose a file or paste its content first.");
    assertThat(submit("transfer/check", "document", "{").status()).isEqualTo(422);
    assertThat(html(submit("transfer/check", "document", " ".repeat(1 << 20) + "{}"))
            .text())
        .contains("more than 1 MiB");
  }

  @Test
  void who_may_only_look_exports_and_imports_nothing() {
    permissions = Set.of(AdminPermission.VIEW);

    assertThat(page("transfer").select("#import-form")).isEmpty();
    assertThat(visit("transfer/file").status()).isEqualTo(200);
    assertThat(submit("transfer/import", "document", file("New")).status()).isEqualTo(403);
  }

  @Test
  void the_page_speaks_chinese() {
    locale = Locale.SIMPLIFIED_CHINESE;

    assertThat(page("transfer").text()).contains("导出", "导入");
  }

  private static String file(String name) {
    return "{\"general\": {\"retryCount\": 4}, \"services\": [{\"name\": \"" + name
        + "\", \"url\": \"https://a.test/\"}]}";
  }
}
