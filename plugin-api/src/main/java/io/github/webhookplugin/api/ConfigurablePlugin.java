package io.github.webhookplugin.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pf4j.ExtensionPoint;

/**
 * A plugin whose settings the host can show and change without knowing what they mean.
 *
 * <p>Settings are JSON-like values: a map of texts, numbers, booleans, lists and maps. May be called from any
 * thread once the channel is open; before that every method but {@link #settingsSchema()} throws
 * {@link IllegalStateException}.
 */
public interface ConfigurablePlugin extends ExtensionPoint {
  /** What can be set; the host makes a form or a JSON Schema of it. */
  SettingsSchema settingsSchema();

  /** The same in the language that somebody reads; English if the plugin does not speak it. */
  default SettingsSchema settingsSchema(Locale locale) {
    return settingsSchema();
  }

  /**
   * The settings in force. Of a secret only whether it is set: {@code true}, or absent ({@link
   * SettingsField.Type#SECRET}).
   */
  Map<String, Object> settings();

  /**
   * Says what is wrong with new settings, without applying them.
   *
   * @param settings as for {@link #apply}
   * @return every problem, in the order of the document; empty if {@link #apply} would take them
   */
  List<SettingsProblem> validate(Map<String, Object> settings);

  /**
   * Applies new settings, all or nothing, and stores them. What is absent keeps its value.
   *
   * @param settings the new values
   * @param who is recorded with the change
   * @return every problem, in the order of the document; if there is one, nothing was changed
   */
  List<SettingsProblem> apply(Map<String, Object> settings, String who);

  /**
   * What follows if these settings are applied now, beyond that they are in force: a sentence or two for the person who
   * applies them, such as how much work goes on. Empty if nothing needs saying. A host asks right before {@link #apply},
   * on the same thread, and shows the answer behind its own "saved" if {@link #apply} took the settings. So it is quick,
   * changes nothing, and does not say what is wrong. If it throws, the host logs that and applies the settings all the
   * same.
   *
   * @param settings as for {@link #apply}
   * @param locale the language that somebody reads; English if the plugin does not speak it
   */
  default Optional<String> consequence(Map<String, Object> settings, Locale locale) {
    return Optional.empty();
  }

  /** {@link #validate(Map)} with messages in the language that somebody reads, as far as the plugin speaks it. */
  default List<SettingsProblem> validate(Map<String, Object> settings, Locale locale) {
    return validate(settings);
  }

  /** {@link #apply(Map, String)} with messages in the language that somebody reads, as far as the plugin speaks it. */
  default List<SettingsProblem> apply(Map<String, Object> settings, String who, Locale locale) {
    return apply(settings, who);
  }
}
