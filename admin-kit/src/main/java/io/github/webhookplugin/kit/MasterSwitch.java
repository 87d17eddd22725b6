package io.github.webhookplugin.kit;

import io.github.webhookplugin.api.SettingsField;
import java.util.Map;

/** The switch that turns a plugin's whole work on and off, shown above its pages and in the list of plugins. */
final class MasterSwitch {
  private final SettingsField field;
  private final String id;
  private final String base;
  private final boolean readOnly;

  /**
   * A switch.
   *
   * @param id the plugin's
   * @param base the address of the plugin's first page
   * @param readOnly for those who may look only
   */
  MasterSwitch(SettingsField field, String id, String base, boolean readOnly) {
    this.field = field;
    this.id = id;
    this.base = base;
    this.readOnly = readOnly;
  }

  /** What a posted form says: a box without a tick is not posted. */
  Map<String, Object> read(byte[] body) {
    return Map.of(field.key(), PostedForm.of(body).value(field.key()).isPresent());
  }

  boolean on(Map<String, Object> settings) {
    Object value = settings.getOrDefault(field.key(), field.defaultValue().orElse(false));
    return Boolean.TRUE.equals(value);
  }

  String html(Map<String, Object> settings, Texts texts) {
    var model = Map.<String, Object>of(
        "id", FieldModel.id(id).substring(2),
        "base", base,
        "key", field.key(),
        "label", field.label(),
        "on", on(settings),
        "readOnly", readOnly);
    return Views.render("master-switch", model, texts);
  }

  /** That it was switched, and what follows on that; empty if nothing needs saying. */
  String said(Map<String, Object> settings, String more, Texts texts) {
    String said = texts.say(on(settings) ? "switchedOn" : "switchedOff", field.label());
    return more.isEmpty() ? said : texts.say("switchedAnd", said, more);
  }
}
