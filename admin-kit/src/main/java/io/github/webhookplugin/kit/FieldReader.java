package io.github.webhookplugin.kit;

import io.github.webhookplugin.api.SettingsField;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.OptionalLong;

/** Reads what was posted for a setting and says what is wrong with it, as far as its schema tells. Immutable. */
final class FieldReader {
  private final Texts texts;

  FieldReader(Texts texts) {
    this.texts = texts;
  }

  /** What was entered; a box without a tick is not posted and means no. */
  Entered read(SettingsField field, PostedForm form) {
    String typed = form.value(field.key()).orElse("");
    boolean posted = form.value(field.key()).isPresent();
    return switch (field.type()) {
      case BOOLEAN -> Entered.of(typed, posted && !typed.equals("false"));
      case OWN_PAGE -> Entered.unchanged("");
      default -> posted ? readText(field, typed) : Entered.unchanged("");
    };
  }

  private Entered readText(SettingsField field, String typed) {
    return switch (field.type()) {
      case INTEGER -> readNumber(field, typed);
      case DURATION -> readSpan(field, typed);
      case DURATIONS -> readSpans(field, typed);
      case CHOICE ->
        field.choices().containsKey(typed)
            ? Entered.of(typed, typed)
            : Entered.wrong(typed, texts.say("pickOne"));
      case SECRET -> typed.isEmpty() ? Entered.unchanged("") : sized(field, "", typed);
      case LIST ->
        Entered.of(
            typed,
            typed.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
      case URL ->
        typed.isEmpty() || isUrl(typed)
            ? sized(field, typed, typed)
            : Entered.wrong(typed, texts.say("notAUrl"));
      default -> sized(field, typed, typed);
    };
  }

  private Entered readNumber(SettingsField field, String typed) {
    long number;
    try {
      number = Long.parseLong(typed);
    } catch (NumberFormatException e) {
      return Entered.wrong(typed, texts.say("wholeNumber"));
    }
    return within(field, number)
        ? Entered.of(typed, number(number))
        : Entered.wrong(typed, bounds(field));
  }

  private Entered readSpan(SettingsField field, String typed) {
    OptionalLong seconds = DurationText.seconds(typed);
    return seconds.isPresent() && within(field, seconds.getAsLong())
        ? Entered.of(typed, number(seconds.getAsLong()))
        : Entered.wrong(typed, texts.say("enterSpan", spans(field)));
  }

  /** Each in a line; commas do as well. */
  private Entered readSpans(SettingsField field, String typed) {
    var values = new ArrayList<Object>();
    for (String line : typed.split("[\\n,;]")) {
      OptionalLong seconds = DurationText.seconds(line);
      if (seconds.isPresent() && within(field, seconds.getAsLong())) {
        values.add(number(seconds.getAsLong()));
      } else if (!line.isBlank()) {
        return Entered.wrong(typed, texts.say("enterSpans", line.strip(), spans(field)));
      }
    }
    return Entered.of(typed, values);
  }

  private static boolean within(SettingsField field, long number) {
    return number >= field.min() && number <= field.max();
  }

  /** A plugin may look for the smaller type. */
  private static Object number(long number) {
    return number == (int) number ? (Object) Math.toIntExact(number) : (Object) number;
  }

  private String spans(SettingsField field) {
    var words = new DurationText(texts);
    long least = Math.max(0, field.min());
    return field.max() == Long.MAX_VALUE
        ? texts.say("spanAtLeast", words.words(least))
        : texts.say("spanBetween", words.words(least), words.words(field.max()));
  }

  private String bounds(SettingsField field) {
    if (field.min() == Long.MIN_VALUE) {
      return texts.say("numberAtMost", field.max());
    }
    return field.max() == Long.MAX_VALUE
        ? texts.say("numberAtLeast", field.min())
        : texts.say("numberBetween", field.min(), field.max());
  }

  private Entered sized(SettingsField field, String shown, String value) {
    if (value.length() > field.max()) {
      return Entered.wrong(shown, texts.say("tooLong", field.max()));
    }
    return value.length() < field.min()
        ? Entered.wrong(shown, texts.say("tooShort", field.min()))
        : Entered.of(shown, value);
  }

  private static boolean isUrl(String typed) {
    try {
      URI uri = new URI(typed);
      return uri.getScheme() != null && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
