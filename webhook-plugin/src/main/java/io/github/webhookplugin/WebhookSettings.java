package io.github.webhookplugin;

import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.api.SettingsSchema;
import io.github.webhookplugin.settings.GlobalSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pf4j.Extension;

/** The plugin as something that a host can configure. */
@Extension
public final class WebhookSettings implements ConfigurablePlugin {
  @Override
  public SettingsSchema settingsSchema() {
    return GlobalSchema.schema();
  }

  @Override
  public SettingsSchema settingsSchema(Locale locale) {
    return GlobalSchema.schema(locale);
  }

  @Override
  public Map<String, Object> settings() {
    return WebhookPlugin.runtimeOrThrow().settings();
  }

  @Override
  public List<SettingsProblem> validate(Map<String, Object> settings) {
    return WebhookPlugin.runtimeOrThrow().validate(settings);
  }

  @Override
  public List<SettingsProblem> apply(Map<String, Object> settings, String who) {
    return WebhookPlugin.runtimeOrThrow().apply(settings, who);
  }

  @Override
  public Optional<String> consequence(Map<String, Object> settings, Locale locale) {
    return WebhookPlugin.runtimeOrThrow().consequence(settings, locale);
  }

  @Override
  public List<SettingsProblem> validate(Map<String, Object> settings, Locale locale) {
    return WebhookPlugin.runtimeOrThrow().spoken(validate(settings), locale);
  }

  @Override
  public List<SettingsProblem> apply(Map<String, Object> settings, String who, Locale locale) {
    return WebhookPlugin.runtimeOrThrow().spoken(apply(settings, who), locale);
  }
}
