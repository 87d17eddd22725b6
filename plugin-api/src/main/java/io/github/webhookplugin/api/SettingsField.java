package io.github.webhookplugin.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One setting. Made with {@link #of} and refined with the methods that return a changed copy.
 */
public final class SettingsField {
  /** What kind of value a field holds. */
  public enum Type {
    BOOLEAN("boolean"),
    INTEGER("integer"),
    /** One of a few texts: see {@link SettingsField#choices}. */
    CHOICE("string"),
    STRING("string"),
    /** Text of several lines. */
    TEXT("string"),
    URL("string"),
    /** Written, never read back: the host shows whether it is set. */
    SECRET("string"),
    /** Texts, one below the other. */
    LIST("array"),
    /** A span of time in whole seconds; people read and write it as {@code 5 days} or {@code 1 h 30 min}. */
    DURATION("integer"),
    /** Spans of time, one below the other. */
    DURATIONS("array"),
    /** A structure that is edited on the plugin's own pages; the host shows a link there. */
    OWN_PAGE("array");

    private final String jsonType;

    Type(String jsonType) {
      this.jsonType = jsonType;
    }
  }

  private final String key;
  private final Type type;
  private String label;
  private String help = "";
  private String unit = "";
  private @Nullable Object defaultValue;
  private long min = Long.MIN_VALUE;
  private long max = Long.MAX_VALUE;
  private boolean masterSwitch;
  private boolean advanced;
  private Map<String, String> choices = Map.of();
  private String page = "";
  private @Nullable ShownIf shownIf;

  /**
   * When a field matters at all.
   *
   * @param key of another field
   * @param values of that field, as texts
   */
  public record ShownIf(String key, List<String> values) {
    public ShownIf {
      values = List.copyOf(values);
    }
  }

  private SettingsField(String key, Type type, String label) {
    this.key = Objects.requireNonNull(key, "key");
    this.type = Objects.requireNonNull(type, "type");
    this.label = Objects.requireNonNull(label, "label");
  }

  /** A field with no help, no default and no bounds. */
  public static SettingsField of(String key, Type type, String label) {
    return new SettingsField(key, type, label);
  }

  /** The same with another label, for example in another language. */
  public SettingsField label(String value) {
    var copy = copy();
    copy.label = Objects.requireNonNull(value, "label");
    return copy;
  }

  public SettingsField help(String value) {
    var copy = copy();
    copy.help = value;
    return copy;
  }

  /** What an integer counts, for example {@code seconds}. */
  public SettingsField unit(String value) {
    var copy = copy();
    copy.unit = value;
    return copy;
  }

  public SettingsField defaultsTo(Object value) {
    var copy = copy();
    copy.defaultValue = value;
    return copy;
  }

  /** The smallest and largest value of an integer, or length of a text. */
  public SettingsField between(long smallest, long largest) {
    var copy = copy();
    copy.min = smallest;
    copy.max = largest;
    return copy;
  }

  /** Marks the boolean that turns the plugin's work on and off. */
  public SettingsField asMasterSwitch() {
    var copy = copy();
    copy.masterSwitch = true;
    return copy;
  }

  /** Marks what few people need; a host may fold it away. */
  public SettingsField asAdvanced() {
    var copy = copy();
    copy.advanced = true;
    return copy;
  }

  /**
   * What a {@link Type#CHOICE} may be.
   *
   * @param titles what people read for each value, in the order they are shown
   */
  public SettingsField choices(Map<String, String> titles) {
    var copy = copy();
    copy.choices = Collections.unmodifiableMap(new LinkedHashMap<>(titles));
    return copy;
  }

  /** Where a field of {@link Type#OWN_PAGE} is edited: a path below the plugin's pages; its first page if none is said. */
  public SettingsField onPage(String path) {
    var copy = copy();
    copy.page = Objects.requireNonNull(path, "path");
    return copy;
  }

  /** Says that the field matters only while another one has one of these values; a host may hide it otherwise. */
  public SettingsField showIf(String otherKey, String... values) {
    var copy = copy();
    copy.shownIf = new ShownIf(otherKey, List.of(values));
    return copy;
  }

  public String key() {
    return key;
  }

  public Type type() {
    return type;
  }

  public String label() {
    return label;
  }

  public String help() {
    return help;
  }

  public String unit() {
    return unit;
  }

  public Optional<Object> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  public long min() {
    return min;
  }

  public long max() {
    return max;
  }

  public boolean masterSwitch() {
    return masterSwitch;
  }

  public boolean advanced() {
    return advanced;
  }

  /** Empty: the plugin's first page. */
  public String page() {
    return page;
  }

  /** Empty: always. */
  public Optional<ShownIf> shownIf() {
    return Optional.ofNullable(shownIf);
  }

  /** Titles by value, in the order they are shown. */
  public Map<String, String> choices() {
    return choices;
  }

  Map<String, Object> toJsonSchema(String group) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", type.jsonType);
    schema.put("title", label);
    if (!help.isEmpty()) {
      schema.put("description", help);
    }
    if (defaultValue != null) {
      schema.put("default", defaultValue);
    }
    boolean number = type == Type.INTEGER || type == Type.DURATION;
    if (min != Long.MIN_VALUE) {
      schema.put(number ? "minimum" : "minLength", min);
    }
    if (max != Long.MAX_VALUE) {
      schema.put(number ? "maximum" : "maxLength", max);
    }
    if (type == Type.URL) {
      schema.put("format", "uri");
    }
    if (type == Type.LIST) {
      schema.put("items", Map.of("type", "string"));
    }
    if (type == Type.DURATIONS) {
      schema.put("items", Map.of("type", "integer"));
    }
    if (type == Type.SECRET) {
      schema.put("writeOnly", true);
    }
    if (type == Type.CHOICE) {
      schema.put("enum", List.copyOf(choices.keySet()));
    }
    var hints = new LinkedHashMap<String, Object>();
    hints.put("group", group);
    if (type == Type.CHOICE) {
      hints.put("enumTitles", List.copyOf(choices.values()));
    }
    if (advanced) {
      hints.put("advanced", true);
    }
    if (!unit.isEmpty()) {
      hints.put("unit", unit);
    }
    if (masterSwitch) {
      hints.put("role", "master-switch");
    }
    if (type == Type.DURATION || type == Type.DURATIONS) {
      hints.put("widget", "duration");
    }
    if (!page.isEmpty()) {
      hints.put("page", page);
    }
    if (shownIf != null) {
      hints.put("showIf", Map.of(shownIf.key(), shownIf.values()));
    }
    schema.put("x-ui", hints);
    return schema;
  }

  private SettingsField copy() {
    var copy = new SettingsField(key, type, label);
    copy.help = help;
    copy.unit = unit;
    copy.defaultValue = defaultValue;
    copy.min = min;
    copy.max = max;
    copy.masterSwitch = masterSwitch;
    copy.advanced = advanced;
    copy.choices = choices;
    copy.page = page;
    copy.shownIf = shownIf;
    return copy;
  }
}
