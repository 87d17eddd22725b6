package io.github.webhookplugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void the_sample_events_are_valid_and_of_eight_types() {
    assertThat(Samples.events()).hasSize(8);
    assertThat(Samples.types())
        .hasSize(8)
        .allSatisfy(type -> assertThat(type.title()).isNotBlank());
  }

  @Test
  void each_reading_of_the_samples_gives_new_events() {
    assertThat(Samples.events().get(0).id())
        .isNotEqualTo(Samples.events().get(0).id());
  }

  @Test
  void the_sample_settings_are_json_and_name_no_address_but_the_hosts() throws Exception {
    try (var files = Files.list(Path.of("src/main/resources/samples"))) {
      var settings = files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.endsWith("events.json"))
          .toList();
      assertThat(settings).isNotEmpty();
      for (Path file : settings) {
        var urls = Json.parse(Files.readAllBytes(file)).findValuesAsText("url");
        assertThat(urls)
            .isNotEmpty()
            .allSatisfy(url -> assertThat(url).matches("\\$\\{base}/receivers/[a-z-]+(/.*)?"));
      }
    }
  }
}
