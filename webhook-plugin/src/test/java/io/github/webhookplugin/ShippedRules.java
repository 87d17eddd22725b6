package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.settings.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The rules of a shipped preset, as a service's document has them. */
final class ShippedRules {
  private ShippedRules() {}

  static List<?> of(String preset) {
    try (var file = ShippedRules.class.getResourceAsStream("presets/" + preset + ".json")) {
      assertThat(file).as("preset " + preset).isNotNull();
      var document = new SettingsReader(template -> List.of()).parse(file.readAllBytes());
      return (List<?>) ((Map<?, ?>) document.get("service")).get("rules");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
