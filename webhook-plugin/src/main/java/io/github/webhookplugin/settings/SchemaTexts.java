package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsField;
import io.github.webhookplugin.api.SettingsSchema;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Properties;

/** The words of a settings schema in another language. Immutable. */
final class SchemaTexts {
  private final Properties texts = new Properties();

  /** Reads {@code schema_LANGUAGE.properties}: {@code group.ID.title}, {@code KEY.label} ... */
  SchemaTexts(String language) {
    String file = "schema_" + language + ".properties";
    try (var in = Objects.requireNonNull(SchemaTexts.class.getResourceAsStream(file), file)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same schema in these words; what has none keeps its own. */
  SettingsSchema of(SettingsSchema schema) {
    return new SettingsSchema(schema.groups().stream().map(this::of).toList());
  }

  private SettingsSchema.Group of(SettingsSchema.Group group) {
    return new SettingsSchema.Group(
        group.id(),
        texts.getProperty("group." + group.id() + ".title", group.title()),
        texts.getProperty("group." + group.id() + ".help", group.help()),
        group.fields().stream().map(this::of).toList());
  }

  private SettingsField of(SettingsField field) {
    var titles = new LinkedHashMap<String, String>();
    field
        .choices()
        .forEach((value, title) ->
            titles.put(value, texts.getProperty(field.key() + ".choice." + value, title)));
    return field
        .choices(titles)
        .label(texts.getProperty(field.key() + ".label", field.label()))
        .help(texts.getProperty(field.key() + ".help", field.help()))
        .unit(texts.getProperty(field.key() + ".unit", field.unit()));
  }
}
