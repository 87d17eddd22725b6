package io.github.webhookplugin.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.Allowed;
import io.github.webhookplugin.model.OwnAddresses;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Documents and settings for the tests of this room. */
final class Documents {
  static final SettingsReader READER = new SettingsReader(
      template -> List.of(),
      OwnAddresses.NONE,
      Allowed.ANY,
      java.time.Clock.systemUTC(),
      HostSecrets.none());

  private Documents() {}

  /** JSON with single quotes for double ones. */
  static Map<String, Object> document(String json) {
    return READER.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static Settings accepted(Result result) {
    assertThat(result).isInstanceOf(Result.Accepted.class);
    return ((Result.Accepted) result).settings();
  }

  static List<SettingsProblem> refused(Result result) {
    assertThat(result).isInstanceOf(Result.Refused.class);
    return ((Result.Refused) result).problems();
  }

  /** Settings with one service, read from JSON. */
  static Settings withService(String json) {
    return accepted(READER.addService(document(json), Settings.INITIAL));
  }

  static WebhookService only(Settings settings) {
    assertThat(settings.services()).hasSize(1);
    return settings.services().get(0);
  }
}
