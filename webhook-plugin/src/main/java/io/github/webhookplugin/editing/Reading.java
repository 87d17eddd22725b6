package io.github.webhookplugin.editing;

import io.github.webhookplugin.settings.DocumentException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A posted form as it is read into a document, with what cannot be read. For one form. */
final class Reading {
  private final Inputs inputs;
  private final List<Mistake> mistakes = new ArrayList<>();

  Reading(Inputs inputs) {
    this.inputs = inputs;
  }

  Inputs inputs() {
    return inputs;
  }

  String text(String name) {
    return inputs.one(name);
  }

  /** The text without blanks around it, or null if there is none. */
  @Nullable
  String textOrNull(String name) {
    String text = text(name).strip();
    return text.isEmpty() ? null : text;
  }

  boolean ticked(String name) {
    return inputs.ticked(name);
  }

  /** A number, or null if the field is empty. */
  @Nullable
  Object number(String name) {
    return number(name, text(name));
  }

  @Nullable
  Object number(String name, String value) {
    String text = value.strip();
    if (text.isEmpty()) {
      return null;
    }
    var number = Numbers.number(text);
    if (number.isEmpty()) {
      mistake(name, "number", "");
    }
    return number.orElse(null);
  }

  /** JSON that somebody typed: an object or a list; this other value if the field is empty or not JSON. */
  @Nullable
  Object json(String name, @Nullable Object otherwise) {
    String text = text(name);
    if (text.isBlank()) {
      return otherwise;
    }
    try {
      return JsonText.read(text);
    } catch (DocumentException notJson) {
      mistake(name, "json", String.valueOf(notJson.getMessage()));
      return otherwise;
    }
  }

  void mistake(String field, String key, String detail) {
    mistakes.add(new Mistake(field, key, detail));
  }

  List<Mistake> mistakes() {
    return List.copyOf(mistakes);
  }
}
