package io.github.webhookplugin.dialects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The public test suite of JSON Patch. */
class JsonPatchSuiteTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void suite(String name, Map<String, Object> sample) {
    Object document = sample.get("doc");
    List<?> patch = (List<?>) sample.get("patch");
    Object before = JsonValues.copy(document);

    if (sample.containsKey("error")) {
      assertThatThrownBy(() -> JsonPatch.read(patch).applyTo(document))
          .isInstanceOf(PatchException.class);
    } else {
      Object expected = sample.getOrDefault("expected", document);
      assertThat(JsonValues.same(JsonPatch.read(patch).applyTo(document), expected))
          .isTrue();
    }

    assertThat(document).isEqualTo(before);
  }

  @Test
  void has_all_ninety_one_cases_that_are_not_switched_off() throws IOException {
    assertThat(cases()).hasSize(91);
  }

  static Stream<Object[]> cases() throws IOException {
    return Stream.concat(cases("tests.json"), cases("spec_tests.json"));
  }

  private static Stream<Object[]> cases(String file) throws IOException {
    try (var in = JsonPatchSuiteTest.class.getResourceAsStream("/json-patch/" + file)) {
      List<Map<String, Object>> all = JSON.readerForListOf(Map.class).readValue(in);
      // A name that is there twice is refused where JSON is parsed, before there is a patch
      return all.stream()
          .filter(sample -> sample.containsKey("patch") && sample.containsKey("doc"))
          .filter(sample -> !String.valueOf(sample.get("error")).contains("two 'op' members"))
          .filter(sample -> !Boolean.TRUE.equals(sample.get("disabled")))
          .map(sample ->
              new Object[] {file + " " + sample.getOrDefault("comment", sample.get("patch")), sample
              });
    }
  }
}
