package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.presets.Preset;
import io.github.webhookplugin.presets.Presets;
import io.github.webhookplugin.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the documents say of receivers is what the data files say, and the test that they show is one. */
class PresetDocsTest {
  private static final Path DOCS = Path.of("../docs");

  @Test
  void the_table_of_receivers_has_every_preset_as_its_file_has_it() throws IOException {
    var lines = Files.readAllLines(DOCS.resolve("receivers.md"));

    for (Preset preset :
        Presets.shipped(new SettingsReader(template -> List.of())::parse).all()) {
      var facts = preset.facts();
      assertThat(lines)
          .contains("| `" + preset.id() + "` | " + preset.about().receiver() + " | "
              + facts.success() + " | " + facts.signing() + " | " + facts.limits() + " | "
              + preset.evidence().confidence() + " |");
      assertThat(lines)
          .anySatisfy(line -> assertThat(line)
              .startsWith("| `" + preset.id() + "` | " + preset.evidence().checked() + " | ")
              .contains(preset.evidence().sources())
              .contains(preset.evidence().judged()));
    }
  }

  @Test
  void the_host_s_test_that_the_guide_shows_is_one_that_runs() throws IOException {
    String guide = Files.readString(DOCS.resolve("host-guide.md"));
    int start = guide.indexOf("```java\nstatic final Slack slack");
    String shown = guide.substring(start + 8, guide.indexOf("```", start + 8));
    String runs =
        Files.readString(Path.of("src/test/java/io/github/webhookplugin/HostTestExampleTest.java"));

    for (String part : shown.split("\n\n")) {
      assertThat(runs.replaceAll("\\s", "")).contains(part.replaceAll("\\s", ""));
    }
  }
}
