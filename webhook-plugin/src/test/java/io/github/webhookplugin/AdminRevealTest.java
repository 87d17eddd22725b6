package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T-03: who has the permission sees a stored secret, and the audit log remembers it. */
class AdminRevealTest extends PagesFixture {
  private static final String HEADER = "canary-header-value";
  private static final String SIGNING = "a-signing-secret";

  private String id;

  @BeforeEach
  void save() {
    id = service("Chat", """
        , 'secretUrl': true, 'secret': '%s',
        'headers': [{'name': 'X-Token', 'value': '%s', 'secret': true}],
        'queryParams': [{'name': 'key', 'value': 'canary-query', 'secret': true}]""".formatted(SIGNING, HEADER));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          {'field': 'headers', 'name': 'X-Token'}   | canary-header-value
          {'field': 'headers', 'name': 'x-token'}   | canary-header-value
          {'field': 'queryParams', 'name': 'key'}   | canary-query""")
  void a_secret_value_is_shown(String asked, String value) {
    var answer = post("services/" + id + "/secrets/reveal", asked);

    assertThat(json(answer).path("value").asText()).isEqualTo(value);
    assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
  }

  @Test
  void T_03_a_hidden_address_is_shown_to_who_may_see_it() {
    assertThat(json(get("services/" + id)).path("url").asText()).endsWith("/***");

    var answer = post("services/" + id + "/secrets/reveal", "{'field': 'url'}");

    assertThat(json(answer).path("value").asText()).isEqualTo(receiver.url("/in"));
  }

  @Test
  void the_audit_log_says_who_saw_what_and_when_and_nothing_of_the_value() {
    post("services/" + id + "/secrets/reveal", "{'field': 'headers', 'name': 'X-Token'}");

    var log = get("audit?action=secret-revealed");
    JsonNode line = json(log).path("entries").get(0);
    assertThat(line.path("service").path("id").asText()).isEqualTo(id);
    assertThat(line.path("service").path("name").asText()).isEqualTo("Chat");
    assertThat(line.path("by").asText()).isEqualTo("ann");
    assertThat(line.path("at").asText()).isEqualTo(clock.instant().toString());
    assertThat(line.path("detail").asText()).isEqualTo("headers/X-Token");
    assertThat(text(log)).doesNotContain(HEADER);
    assertThat(text(visit("audit"))).contains("Secret shown").doesNotContain(HEADER);
  }

  @Test
  void the_audit_log_says_who_changed_the_keys() {
    post("secrets/keys", "{'action': 'change'}");

    JsonNode line = json(get("audit?action=keys-changed")).path("entries").get(0);
    assertThat(line.path("by").asText()).isEqualTo("ann");
    assertThat(line.path("detail").asText())
        .isEqualTo(json(get("secrets/keys")).path("current").asText());
  }

  @Test
  void what_is_shown_changes_nothing_of_the_service() {
    var before = get("services/" + id);

    post("services/" + id + "/secrets/reveal", "{'field': 'url'}");

    assertThat(get("services/" + id).headers().get("ETag"))
        .isEqualTo(before.headers().get("ETag"));
    assertThat(send("PATCH", "services/" + id, "{'description': 'new'}").status())
        .isEqualTo(200);
  }

  @Test
  void a_signing_secret_is_never_shown() {
    var answer = post("services/" + id + "/secrets/reveal", "{'field': 'secret'}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(text(answer)).contains("/field", "never shown again").doesNotContain(SIGNING);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          {}                                  | /field
          {'field': 'body'}                   | /field
          {'field': 'headers'}                | /name
          {'field': 'headers', 'name': 'X'}   | /name
          {'field': 'url', 'more': 1}         | /more""")
  void what_is_no_secret_is_refused_and_not_remembered(String asked, String pointer) {
    var answer = post("services/" + id + "/secrets/reveal", asked);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(text(answer)).contains("\"" + pointer + "\"");
    assertThat(text(get("audit"))).doesNotContain("revealed");
  }

  @Test
  void T_03_without_the_permission_nothing_is_shown_and_no_button_is_there() {
    permissions = EnumSet.complementOf(EnumSet.of(AdminPermission.REVEAL));

    assertThat(text(visit("services/" + id + "/edit"))).doesNotContain("/reveal");
    assertThat(submit("services/" + id + "/reveal", "reveal.field", "url").status())
        .isEqualTo(403);
    assertThat(reveal(permissions).status()).isEqualTo(403);
    assertThat(reveal(Set.of(AdminPermission.REVEAL)).status()).isEqualTo(200);
  }

  @Test
  void a_form_of_another_site_cannot_ask() {
    var answer = raw(
        "POST",
        "services/" + id + "/secrets/reveal",
        Map.of("Content-Type", "text/plain"),
        "{\"field\": \"url\"}");

    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void the_editor_shows_and_hides_what_is_stored() {
    var editor = page("services/" + id + "/edit");
    assertThat(editor.select("[hx-post$=/reveal]")).hasSize(3);
    assertThat(editor.html()).doesNotContain(HEADER, "canary-query");

    var shown = html(submit(
        "services/" + id + "/reveal",
        "reveal.field",
        "headers",
        "reveal.name",
        "X-Token",
        "reveal.id",
        "f-headers-0"));

    assertThat(shown.select("code").text()).isEqualTo(HEADER);
    assertThat(shown.select("[data-revealed]").attr("data-revealed")).isEqualTo("30");
    String hide = shown.select("button").attr("hx-get").substring(BASE.length() + 1);
    var hidden = page(hide);
    assertThat(hidden.select("[hx-post$=/reveal]")).hasSize(1);
    assertThat(hidden.html()).doesNotContain(HEADER);
  }

  @Test
  void only_stored_secrets_have_a_button() {
    String plain =
        service("Plain", ", 'headers': [{'name': 'X-A', 'value': 'b', 'secret': false}]");

    assertThat(page("services/" + plain + "/edit").select("[hx-post$=/reveal]")).isEmpty();
    assertThat(page("services/new").select("[hx-post$=/reveal]")).isEmpty();
  }

  private AdminResponse reveal(Set<AdminPermission> may) {
    return webhooks.admin(new AdminRequest(
        "POST",
        "api/v1/services/" + id + "/secrets/reveal",
        Map.<String, List<String>>of(),
        Map.of("Content-Type", "application/json"),
        "{\"field\": \"url\"}".getBytes(StandardCharsets.UTF_8),
        "ben",
        may,
        AdminRequest.Page.at(BASE)));
  }
}
