package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminPermission;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for all pages. */
class PagesTest extends PagesFixture {
  @Test
  void a_page_that_is_not_there_says_so_in_a_fragment() {
    var answer = visit("no/such/page");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(html(answer).text()).isEqualTo("There is no such page.");
  }

  @Test
  void who_may_not_look_sees_nothing() {
    permissions = Set.of();

    assertThat(visit("").status()).isEqualTo(403);
    assertThat(get("services").status()).isEqualTo(200);
  }

  @Test
  void who_may_only_look_changes_nothing_through_the_api_either() {
    permissions = Set.of(AdminPermission.VIEW);

    var answer = visit("POST", "api/v1/services", Map.of("Content-Type", "application/json"), "{}");

    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void files_have_a_type_and_others_are_not_there() {
    assertThat(visit("assets/plugin.js").contentType()).startsWith("text/javascript");
    assertThat(visit("assets/plugin.css").contentType()).startsWith("text/css");
    assertThat(visit("assets/../texts_en.properties").status()).isEqualTo(404);
    assertThat(visit("assets/views/services.mustache").status()).isEqualTo(404);
  }

  @Test
  void problems_of_the_hosts_settings_form_are_in_the_language_of_its_reader() {
    var problems = webhooks.validate(Map.of("retryCount", 99));

    assertThat(webhooks.spoken(problems, Locale.SIMPLIFIED_CHINESE))
        .allSatisfy(problem ->
            assertThat(problem.message()).contains("99").matches(".*[\\u4e00-\\u9fff].*"));
    assertThat(webhooks.spoken(problems, Locale.ENGLISH)).isEqualTo(problems);
  }
}
