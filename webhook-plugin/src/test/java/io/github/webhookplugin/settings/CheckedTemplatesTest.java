package io.github.webhookplugin.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.RequestTemplate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckedTemplatesTest {
  @Test
  void the_default_body_has_nothing_to_complain_about() {
    assertThat(CheckedTemplates.errors(request(RequestTemplate.DEFAULT_BODY))).isEmpty();
    assertThat(CheckedTemplates.warnings(request(RequestTemplate.DEFAULT_BODY))).isEmpty();
  }

  @Test
  void a_problem_of_the_body_says_once_where_it_is() {
    List<SettingsProblem> problems =
        CheckedTemplates.errors(request("{\n  \"a\": \"{{title}}\"\n  \"b\": 1}"));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).pointer()).isEqualTo("/body");
    assertThat(problems.get(0).message()).containsOnlyOnce("ine 3, column 3");
  }

  @Test
  void an_unknown_variable_is_a_warning_with_a_suggestion() {
    List<SettingsProblem> warnings = CheckedTemplates.warnings(request("{\"a\": \"{{titel}}\"}"));

    assertThat(CheckedTemplates.errors(request("{\"a\": \"{{titel}}\"}"))).isEmpty();
    assertThat(warnings)
        .extracting(SettingsProblem::message)
        .singleElement()
        .asString()
        .startsWith("Line 1, column 8: ")
        .contains("titel")
        .contains("title");
  }

  private static RequestTemplate request(String body) {
    return new RequestTemplate(
        HttpMethod.POST, "https://example.com/hook", List.of(), List.of(), body);
  }
}
