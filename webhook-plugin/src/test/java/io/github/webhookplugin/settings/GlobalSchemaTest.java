package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.SettingsField;
import io.github.webhookplugin.api.SettingsSchema;
import io.github.webhookplugin.model.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GlobalSchemaTest {
  private static final Set<SettingsField.Type> NUMBERS =
      Set.of(SettingsField.Type.INTEGER, SettingsField.Type.DURATION);

  @TempDir
  private Path directory;

  @Test
  void the_groups_come_in_the_order_of_the_screen() {
    var groups = GlobalSchema.schema().groups();

    assertThat(groups)
        .extracting(SettingsSchema.Group::id)
        .containsExactly("sending", "retry", "limits", "loops", "security", "network", "services");
    assertThat(fields().map(SettingsField::key).toList())
        .containsExactly(
            "enabled",
            "retryMode",
            "retryCount",
            "retryInterval",
            "retrySchedule",
            "retryFactor",
            "retryMaxInterval",
            "retryJitter",
            "timeout",
            "stopAfter",
            "deduplicationWindow",
            "rateGroups",
            "maxHops",
            "burstLimit",
            "burstWindow",
            "allowedNetworks",
            "allowedHosts",
            "httpsOnly",
            "allowUnverifiedTls",
            "proxyUrl",
            "proxyUsername",
            "proxyPassword",
            "proxyExcept",
            "egressAddresses",
            "services");
    assertThat(GlobalSchema.schema().masterSwitch().orElseThrow().label()).isEqualTo("Sending");
  }

  @Test
  void in_chinese_everything_is_chinese_and_nothing_else_changes() {
    var english = GlobalSchema.schema(Locale.FRENCH);
    var chinese = GlobalSchema.schema(Locale.SIMPLIFIED_CHINESE);

    assertThat(english).isEqualTo(GlobalSchema.schema());
    assertThat(keys(chinese)).isEqualTo(keys(english));
    for (int i = 0; i < chinese.groups().size(); i++) {
      var group = chinese.groups().get(i);
      assertTranslated(group.title(), english.groups().get(i).title());
      assertTranslated(group.help(), english.groups().get(i).help());
      for (int j = 0; j < group.fields().size(); j++) {
        var field = group.fields().get(j);
        var before = english.groups().get(i).fields().get(j);
        assertTranslated(field.label(), before.label());
        assertTranslated(field.help(), before.help());
        assertTranslated(field.unit(), before.unit());
        assertThat(field.max()).isEqualTo(before.max());
        field
            .choices()
            .forEach((value, title) ->
                assertTranslated(title, before.choices().getOrDefault(value, "")));
      }
    }
  }

  private static List<String> keys(SettingsSchema schema) {
    return schema.groups().stream()
        .flatMap(group -> group.fields().stream().map(field -> group.id() + "/" + field.key()))
        .toList();
  }

  private static void assertTranslated(String text, String english) {
    if (english.isEmpty()) {
      assertThat(text).isEmpty();
    } else {
      assertThat(text).containsPattern("\\p{IsHan}");
    }
  }

  @Test
  void labels_say_retries_not_attempts() {
    assertThat(fields().map(field -> field.label() + field.help()))
        .noneMatch(text -> text.contains("attempt"));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void bounds_and_defaults_are_those_of_the_reader(SettingsField field) {
    var defaults = new SettingsWriter(Vault.open(directory)).toPublic(Settings.INITIAL.global());

    accepted(READER.read(Map.of(field.key(), field.min()), Settings.INITIAL));
    accepted(READER.read(Map.of(field.key(), field.max()), Settings.INITIAL));
    refused(READER.read(Map.of(field.key(), field.min() - 1), Settings.INITIAL));
    refused(READER.read(Map.of(field.key(), field.max() + 1), Settings.INITIAL));
    assertThat(field.defaultValue()).contains(defaults.get(field.key()));
  }

  static List<SettingsField> numbers() {
    return fields().filter(field -> NUMBERS.contains(field.type())).toList();
  }

  private static Stream<SettingsField> fields() {
    return GlobalSchema.schema().groups().stream().flatMap(group -> group.fields().stream());
  }
}
