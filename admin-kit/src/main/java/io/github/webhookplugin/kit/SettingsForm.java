package io.github.webhookplugin.kit;

import io.github.webhookplugin.api.SettingsField;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.api.SettingsSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form of any plugin's settings, or of some groups of them. For one request.
 */
public final class SettingsForm {
  private final SettingsSchema schema;
  private final String base;
  private final Set<String> groups;
  private final boolean readOnly;
  private final Texts texts;
  private final Map<String, Entered> entries = new LinkedHashMap<>();
  private final List<String> elsewhere = new ArrayList<>();
  private Seen seen = Seen.in(PostedForm.of(new byte[0]));
  private boolean overtaken;

  /**
   * A form that nothing was entered into.
   *
   * @param base the address of the plugin's first page
   * @param groups the ids of the groups to show, in a compact form for a page of the plugin's; empty for all
   * @param readOnly for those who may look only
   */
  public SettingsForm(
      SettingsSchema schema, String base, Set<String> groups, boolean readOnly, Locale locale) {
    this.schema = schema;
    this.base = base;
    this.groups = Set.copyOf(groups);
    this.readOnly = readOnly;
    this.texts = Texts.of(locale);
  }

  /**
   * Takes what was posted.
   *
   * @return the settings to apply, of this form's groups only; what is to stay as it is, is absent
   */
  public Map<String, Object> read(byte[] body) {
    var form = PostedForm.of(body);
    seen = Seen.in(form);
    var reader = new FieldReader(texts);
    var settings = new LinkedHashMap<String, Object>();
    for (SettingsField field : fields()) {
      Entered entry = reader.read(field, form);
      entries.put(field.key(), entry);
      if (entry.value() != null) {
        settings.put(field.key(), entry.value());
      }
    }
    return settings;
  }

  /**
   * Compares what was entered with what is in force now. What others changed and this reader did not stays as it is, and is
   * taken out of the settings to apply. What both changed, to different values, is wrong until it is posted once more.
   *
   * @param stored the settings in force
   * @param settings as {@link #read} gave them
   */
  public void compare(Map<String, Object> stored, Map<String, Object> settings) {
    for (SettingsField field : fields()) {
      Object now = stored.get(field.key());
      Entered entry = entries.get(field.key());
      if (entry == null || !seen.knows(field) || seen.was(field, now)) {
        continue;
      }
      Object entered = entry.value();
      boolean wrong = !entry.error().isEmpty();
      if (!wrong && (entered == null || seen.was(field, entered))) {
        settings.remove(field.key());
        entries.remove(field.key());
      } else if (wrong || !Seen.text(field, entered).equals(Seen.text(field, now))) {
        overtaken = true;
        String error = FieldModel.meanwhile(field, now, texts);
        entries.put(
            field.key(),
            new Entered(entry.typed(), entered, wrong ? entry.error() + " " + error : error));
      }
    }
  }

  /** Adds what the plugin finds wrong; what belongs to no field of this form is said above it. */
  public void refuse(List<SettingsProblem> problems) {
    for (SettingsProblem problem : problems) {
      String key = key(problem.pointer());
      Entered entry = entries.get(key);
      if (entry == null) {
        elsewhere.add(problem.pointer() + ": " + problem.message());
      } else if (entry.error().isEmpty()) {
        entries.put(key, new Entered(entry.typed(), entry.value(), problem.message()));
      }
    }
  }

  /** Whether something is wrong with what was entered. */
  public boolean wrong() {
    return mistakes() + elsewhere.size() > 0;
  }

  private long mistakes() {
    return entries.values().stream().filter(entry -> !entry.error().isEmpty()).count();
  }

  private static String key(String pointer) {
    String[] parts = pointer.split("/", 3);
    return parts.length > 1 ? parts[1].replace("~1", "/").replace("~0", "~") : "";
  }

  private List<SettingsField> fields() {
    return shown().stream().flatMap(group -> group.fields().stream()).toList();
  }

  private List<SettingsSchema.Group> shown() {
    return schema.groups().stream()
        .filter(group -> groups.isEmpty() || groups.contains(group.id()))
        .toList();
  }

  /**
   * The form as HTML, with what was entered, if something was.
   *
   * @param stored the settings in force
   */
  public String html(Map<String, Object> stored) {
    var model = new HashMap<String, Object>();
    model.put("base", base);
    model.put("compact", !groups.isEmpty());
    model.put("query", groups.isEmpty() ? "" : "?groups=" + String.join(",", shownIds()));
    model.put("readOnly", readOnly);
    model.put("summary", wrong() ? summary() : "");
    model.put("overtaken", overtaken);
    model.put("seenName", Seen.NAME);
    model.put("seen", Seen.text(fields(), stored));
    model.put("elsewhere", elsewhere);
    model.put("groups", shown().stream().map(group -> model(group, stored)).toList());
    return Views.render("settings-form", model, texts);
  }

  private List<String> shownIds() {
    return shown().stream().map(SettingsSchema.Group::id).toList();
  }

  private String summary() {
    long count = mistakes() + elsewhere.size();
    return count == 1 ? texts.say("oneWrong") : texts.say("manyWrong", count);
  }

  private Map<String, Object> model(SettingsSchema.Group group, Map<String, Object> stored) {
    var fields = models(group, stored, false);
    var advanced = models(group, stored, true);
    return Map.of(
        "id", FieldModel.id(group.id()).substring(2),
        "title", group.title(),
        "help", group.help(),
        "fields", fields,
        "hasAdvanced", !advanced.isEmpty(),
        "advanced", advanced,
        "advancedOpen", advanced.stream().anyMatch(field -> !"".equals(field.get("error"))));
  }

  private List<Map<String, Object>> models(
      SettingsSchema.Group group, Map<String, Object> stored, boolean advanced) {
    return group.fields().stream()
        .filter(field -> field.advanced() == advanced)
        .map(field -> FieldModel.of(field, valueOf(field, stored), entries.get(field.key()), texts))
        .toList();
  }

  private static @Nullable Object valueOf(SettingsField field, Map<String, Object> stored) {
    return stored.get(field.key());
  }
}
