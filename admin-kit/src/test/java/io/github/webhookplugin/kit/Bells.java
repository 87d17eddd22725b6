package io.github.webhookplugin.kit;

import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.AdminFrame;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.SettingsField;
import io.github.webhookplugin.api.SettingsField.Type;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.api.SettingsSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A plugin with every kind of setting. */
final class Bells implements AdminContribution, ConfigurablePlugin {
  final Map<String, Object> settings = new LinkedHashMap<>();
  String who = "";
  String content = "<h2>All bells</h2>";
  String title = "Bells";
  Supplier<String> consequence = () -> "";

  @Override
  public String id() {
    return "bells";
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public AdminFrame frame(AdminRequest request) {
    return new AdminFrame(
        title,
        "They ring.",
        "bell",
        List.of(
            new AdminFrame.Tab("", "Bells", "list", "3"),
            new AdminFrame.Tab("log", "Log", "history", "")));
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    return switch (request.path()) {
      case "data" -> AdminResponse.json(200, "{}");
      case "gone" -> AdminResponse.json(404, "{\"status\":404}");
      case "wrong" -> AdminResponse.html(422, content);
      default -> AdminResponse.html(200, content);
    };
  }

  @Override
  public SettingsSchema settingsSchema() {
    return new SettingsSchema(List.of(
        new SettingsSchema.Group(
            "ringing",
            "Ringing",
            "When they ring.",
            List.of(
                SettingsField.of("on", Type.BOOLEAN, "Ringing").defaultsTo(true).asMasterSwitch(),
                SettingsField.of("volume", Type.INTEGER, "Volume")
                    .between(0, 11)
                    .unit("dB")
                    .defaultsTo(3)
                    .help("How loud."))),
        new SettingsSchema.Group(
            "more",
            "More",
            "",
            List.of(
                SettingsField.of("name", Type.STRING, "Name").between(2, 20),
                SettingsField.of("tune", Type.CHOICE, "Tune")
                    .choices(Map.of("low", "Low tune"))
                    .defaultsTo("low"),
                SettingsField.of("pause", Type.DURATION, "Pause")
                    .between(1, 86_400)
                    .defaultsTo(5400)
                    .showIf("tune", "low", "high"),
                SettingsField.of("rests", Type.DURATIONS, "Rests").between(1, 3600),
                SettingsField.of("song", Type.TEXT, "Song").asAdvanced(),
                SettingsField.of("towers", Type.LIST, "Towers"),
                SettingsField.of("home", Type.URL, "Home page"),
                SettingsField.of("key", Type.SECRET, "Key"),
                SettingsField.of("bells", Type.OWN_PAGE, "The bells"),
                SettingsField.of("ropes", Type.OWN_PAGE, "The ropes").onPage("ropes")))));
  }

  @Override
  public Map<String, Object> settings() {
    return settings;
  }

  @Override
  public List<SettingsProblem> validate(Map<String, Object> given) {
    return "taken".equals(given.get("name"))
        ? List.of(
            new SettingsProblem("/name", "This name is taken."),
            new SettingsProblem("/bells/2", "This bell is cracked."),
            new SettingsProblem("/towers~1old", "It fell."))
        : List.of();
  }

  @Override
  public Optional<String> consequence(Map<String, Object> given, Locale locale) {
    return Optional.of(consequence.get())
        .filter(said -> !said.isEmpty())
        .map(said -> said + given.get("on"));
  }

  @Override
  public List<SettingsProblem> apply(Map<String, Object> given, String by) {
    var problems = validate(given);
    if (problems.isEmpty()) {
      settings.putAll(given);
      who = by;
    }
    return problems;
  }
}
