package io.github.webhookplugin.presets;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that an admin fills in.
 *
 * @param about what people read of it
 * @param kind how it is read
 * @param rule what it must be
 * @param choices of a {@link Kind#CHOICE}
 * @param service what the service has besides if the field is filled in: a JSON Merge Patch
 */
public record PresetField(
    About about, Kind kind, Rule rule, List<Choice> choices, Map<String, Object> service) {
  public PresetField {
    choices = List.copyOf(choices);
    service = Collections.unmodifiableMap(service);
  }

  /** What people read of a field; help and example may be empty. */
  public record About(String name, String title, String help, String example) {}

  /**
   * What a field must be.
   *
   * @param required whether it must be filled in
   * @param otherwise its value if it is not; empty: none
   * @param matches a regular expression for all of it; empty: anything
   * @param most how many characters, or how many words
   */
  public record Rule(boolean required, String otherwise, String matches, int most) {}

  /** How a field is read. */
  public enum Kind {
    TEXT,
    /** An address, which is itself a secret. */
    URL,
    SECRET,
    /** A bearer token, taken as people paste it. */
    BEARER,
    /** A list of words, as a JSON list or with commas or line breaks between. */
    WORDS,
    CHOICE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its value must not be shown. */
    public boolean secret() {
      return this == URL || this == SECRET || this == BEARER;
    }
  }

  /**
   * One of several values.
   *
   * @param text what stands for it in the service; null: what uses it is left out
   * @param service what the service has besides: a JSON Merge Patch
   */
  public record Choice(
      String value, String title, @Nullable String text, Map<String, Object> service) {
    public Choice {
      service = Collections.unmodifiableMap(service);
    }
  }

  public String name() {
    return about.name();
  }

  /** For people who fill it in. */
  Map<String, String> words() {
    var words = new LinkedHashMap<String, String>();
    choices.forEach(choice -> words.put(choice.value(), choice.title()));
    return words;
  }
}
