package io.github.webhookplugin.presets;

import io.github.webhookplugin.presets.PresetField.Choice;
import io.github.webhookplugin.presets.PresetField.Kind;
import io.github.webhookplugin.presets.PresetField.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was filled into one field.
 *
 * @param value a text, a list of texts, or a {@link Choice}; null: nothing
 * @param problem what is wrong with it; never quotes what was filled in, which may be a secret
 */
record Entry(@Nullable Object value, Optional<String> problem) {
  private static final Entry NOTHING = new Entry(null, Optional.empty());
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[,，;；\\n]");
  private static final int MOST_CHARACTERS_OF_A_WORD = 100;

  static Entry read(PresetField field, @Nullable Object given) {
    if (given == null || isBlank(given)) {
      return absent(field);
    }
    return switch (field.kind()) {
      case WORDS -> words(field, given);
      case CHOICE -> choice(field, given);
      default -> text(field, given);
    };
  }

  private static boolean isBlank(Object given) {
    return (given instanceof String text && text.isBlank())
        || (given instanceof List<?> list && list.isEmpty());
  }

  private static Entry absent(PresetField field) {
    if (field.rule().required()) {
      return wrong("Enter this: " + field.about().title() + ".");
    }
    return field.rule().otherwise().isEmpty()
        ? NOTHING
        : read(field, field.rule().otherwise());
  }

  private static Entry text(PresetField field, Object given) {
    if (!(given instanceof String typed)) {
      return wrong("Expected a text in quotes.");
    }
    Kind kind = field.kind();
    String text = kind == Kind.BEARER ? BearerToken.cleaned(typed) : typed.strip();
    if (kind == Kind.URL) {
      text = text.replaceAll("[\\r\\n]+\\s*", "");
    }
    Rule rule = field.rule();
    if (text.length() > rule.most()) {
      return wrong("Expected at most " + rule.most() + " characters, found " + text.length() + ".");
    }
    if (kind == Kind.BEARER && !BearerToken.isOne(text)) {
      return wrong("A token has letters, digits and - . _ ~ + / = only, without blanks. Enter it"
          + " without “Bearer”, quotes and brackets.");
    }
    if (kind != Kind.URL && kind != Kind.SECRET && text.contains("{{")) {
      return wrong("Write it without {{; variables go into the service's body later.");
    }
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      return wrong("Expected one line of text. Remove the line break or control character inside.");
    }
    return rule.matches().isEmpty() || text.matches(rule.matches())
        ? new Entry(text, Optional.empty())
        : wrong(field.about().title() + ": this does not look like one. "
            + field.about().help());
  }

  private static Entry words(PresetField field, Object given) {
    var words = new ArrayList<String>();
    if (given instanceof String text) {
      BETWEEN_WORDS.splitAsStream(text).forEach(word -> words.add(word.strip()));
    } else if (given instanceof List<?> list) {
      list.forEach(word -> words.add(word instanceof String text ? text.strip() : ""));
    } else {
      return wrong("Expected a list of texts.");
    }
    words.removeIf(String::isEmpty);
    var distinct = words.stream().distinct().toList();
    if (distinct.size() > field.rule().most()) {
      return wrong("Expected at most " + field.rule().most() + " words, found " + distinct.size()
          + ". Remove some.");
    }
    for (String word : distinct) {
      if (word.length() > MOST_CHARACTERS_OF_A_WORD || word.contains("{{")) {
        return wrong("Each word may have 100 characters and no {{.");
      }
    }
    return distinct.isEmpty() ? absent(field) : new Entry(distinct, Optional.empty());
  }

  private static Entry choice(PresetField field, Object given) {
    Optional<Choice> chosen =
        field.choices().stream().filter(one -> one.value().equals(given)).findFirst();
    return chosen.isPresent()
        ? new Entry(chosen.get(), Optional.empty())
        : wrong("Choose one of: " + String.join(", ", field.words().keySet()) + ".");
  }

  private static Entry wrong(String problem) {
    return new Entry(null, Optional.of(problem));
  }
}
