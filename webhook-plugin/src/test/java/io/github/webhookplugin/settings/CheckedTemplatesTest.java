package io.github.webhookplugin.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.RequestTemplate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "http://example.com/hook, true",
    "HTTP://ann:pw@example.com, true",
    "http://127.0.0.1.example.com/, true",
    "https://example.com/hook, false",
    "http://localhost:8080/hook, false",
    "http://127.0.0.1:8080/hook, false",
    "http://[::1]/hook, false"
  })
  void A_57_W_92_S_39c_an_address_without_encryption_is_warned_of_unless_it_stays_on_the_machine(
      String url, boolean warned) {
    var request = new RequestTemplate(HttpMethod.POST, url, List.of(), List.of(), "{}");

    assertThat(CheckedTemplates.warnings(request))
        .extracting(SettingsProblem::pointer)
        .isEqualTo(warned ? List.of("/url") : List.of());
  }

  private static RequestTemplate request(String body) {
    return new RequestTemplate(
        HttpMethod.POST, "https://example.com/hook", List.of(), List.of(), body);
  }
}
