package io.github.webhookplugin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdminRequestTest {
  @Test
  void headers_are_found_in_any_case_and_parameters_by_their_first_value() {
    var request = new AdminRequest(
        "get",
        "api/v1/services",
        Map.of("state", List.of("failed", "waiting")),
        Map.of("content-type", "application/json"),
        new byte[0],
        "anna");

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.header("Content-Type")).hasValue("application/json");
    assertThat(request.param("state")).hasValue("failed");
    assertThat(request.param("none")).isEmpty();
  }
}
