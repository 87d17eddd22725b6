package io.github.webhookplugin.kit;

import io.github.webhookplugin.api.SettingsField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One setting as its view sees it. */
final class FieldModel {
  /** More than these are no longer taken in at a glance: a list to open, then. */
  private static final int MOST_SEGMENTS = 4;

  /** Numbers from here on need a wider place. */
  private static final long LONG = 10_000;

  /** Of a value that somebody else entered, in characters. */
  private static final int MOST_SHOWN = 200;

  private static final Set<SettingsField.Type> WIDE = Set.of(
      SettingsField.Type.TEXT,
      SettingsField.Type.LIST,
      SettingsField.Type.DURATIONS,
      SettingsField.Type.OWN_PAGE);

  private static final Set<SettingsField.Type> LINES =
      Set.of(SettingsField.Type.TEXT, SettingsField.Type.LIST, SettingsField.Type.DURATIONS);

  private FieldModel() {}

  /**
   * The model of a field.
   *
   * @param stored its value in force; null if there is none
   * @param entry what was entered instead; null if nothing was
   */
  static Map<String, Object> of(
      SettingsField field, @Nullable Object stored, @Nullable Entered entry, Texts texts) {
    Object value = stored == null ? field.defaultValue().orElse("") : stored;
    String shown = entry == null ? shown(field.type(), value, texts) : entry.typed();
    String id = id(field.key());
    String error = entry == null ? "" : entry.error();
    var model = new HashMap<String, Object>();
    model.put("id", id);
    model.put("key", field.key());
    model.put("label", field.label());
    model.put("help", field.help());
    model.put("unit", field.unit());
    model.put("error", error);
    model.put("describedBy", describedBy(id, field.help(), error));
    model.put("value", shown);
    model.put(
        "on", entry == null ? Boolean.TRUE.equals(value) : Boolean.TRUE.equals(entry.value()));
    model.put("stored", stored != null && !stored.equals(""));
    model.put("min", field.min() == Long.MIN_VALUE ? "" : String.valueOf(field.min()));
    model.put("max", field.max() == Long.MAX_VALUE ? "" : String.valueOf(field.max()));
    model.put("showLabel", texts.say("showSecret", field.label()));
    model.put("isWide", WIDE.contains(field.type()));
    model.put("options", options(field, id, shown));
    model.put("showIf", field.shownIf().map(SettingsField.ShownIf::key).orElse(""));
    model.put(
        "showValues", field.shownIf().map(on -> String.join(",", on.values())).orElse(""));
    model.put("page", field.page().isEmpty() ? "" : "/" + field.page());
    putKind(model, field);
    return model;
  }

  /** Says that somebody else changed a setting, and to what. */
  static String meanwhile(SettingsField field, @Nullable Object now, Texts texts) {
    if (field.type() == SettingsField.Type.SECRET) {
      return texts.say("secretMeanwhile");
    }
    Object value = now == null ? field.defaultValue().orElse("") : now;
    String shown = field
        .choices()
        .getOrDefault(value.toString(), shown(field.type(), value, texts))
        .replace("\n", ", ");
    if (shown.isBlank()) {
      return texts.say("emptiedMeanwhile");
    }
    return texts.say(
        "changedMeanwhile",
        shown.codePointCount(0, shown.length()) <= MOST_SHOWN
            ? shown
            : shown.substring(0, shown.offsetByCodePoints(0, MOST_SHOWN)) + "…");
  }

  private static void putKind(Map<String, Object> model, SettingsField field) {
    SettingsField.Type type = field.type();
    boolean few = field.choices().size() <= MOST_SEGMENTS;
    model.put("isSwitch", type == SettingsField.Type.BOOLEAN);
    model.put("isNumber", type == SettingsField.Type.INTEGER);
    model.put("isLong", field.max() >= LONG);
    model.put("isSpan", type == SettingsField.Type.DURATION);
    model.put("isText", type == SettingsField.Type.STRING);
    model.put("isUrl", type == SettingsField.Type.URL);
    model.put("isLines", LINES.contains(type));
    model.put("isChoice", type == SettingsField.Type.CHOICE && few);
    model.put("isSelect", type == SettingsField.Type.CHOICE && !few);
    model.put("isSecret", type == SettingsField.Type.SECRET);
    model.put("isOwnPage", type == SettingsField.Type.OWN_PAGE);
  }

  private static List<Map<String, Object>> options(SettingsField field, String id, String shown) {
    var options = new ArrayList<Map<String, Object>>();
    field
        .choices()
        .forEach((value, title) -> options.add(Map.of(
            "value",
            value,
            "title",
            title,
            "optionId",
            id + "-" + options.size(),
            "chosen",
            value.equals(shown))));
    return options;
  }

  private static String shown(SettingsField.Type type, Object value, Texts texts) {
    var words = new DurationText(texts);
    if (type == SettingsField.Type.DURATION && value instanceof Number seconds) {
      return words.words(seconds.longValue());
    }
    return type == SettingsField.Type.DURATIONS && value instanceof List<?> waits
        ? shown(waits.stream()
            .map(wait -> wait instanceof Number seconds ? words.words(seconds.longValue()) : wait)
            .toList())
        : shown(value);
  }

  private static String shown(Object value) {
    return value instanceof List<?> lines
        ? lines.stream().map(String::valueOf).collect(Collectors.joining("\n"))
        : String.valueOf(value);
  }

  private static String describedBy(String id, String help, String error) {
    String ids =
        (help.isEmpty() ? "" : id + "-help") + (error.isEmpty() ? "" : " " + id + "-error");
    return ids.strip();
  }

  /** A key as part of an id, which has no spaces. */
  static String id(String key) {
    return "s-" + key.replaceAll("[^A-Za-z0-9_-]", "_");
  }
}
