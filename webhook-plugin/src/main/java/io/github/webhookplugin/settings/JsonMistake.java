package io.github.webhookplugin.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.regex.Pattern;

/** Says in our words what Jackson did not like, without quoting more than one character. */
final class JsonMistake {
  private static final Pattern CHARACTER = Pattern.compile("Unexpected character \\('(.)' ");

  private JsonMistake() {}

  /** Of one whose exponent has more digits than a number can keep. */
  static String hintOfNumber() {
    return "a number is too large or too small to be meant.";
  }

  static String hint(JsonProcessingException mistake) {
    String message = String.valueOf(mistake.getOriginalMessage());
    if (mistake instanceof StreamConstraintsException) {
      return "a number, a name, a text or the whole is too long.";
    }
    if (message.contains("end-of-input")) {
      return "it ends too early; a quotation mark or bracket is missing.";
    }
    if (message.contains("unquoted character")) {
      return "a text has a line break or control character; write it as \\n or \\u00XX.";
    }
    if (message.contains("escape")) {
      return "a backslash in a text starts nothing known; write \\\\ for a backslash.";
    }
    var character = CHARACTER.matcher(message);
    if (character.find()) {
      return "unexpected “" + character.group(1) + "”; is there a comma or quotation mark too"
          + " many or too few?";
    }
    if (message.contains("Unrecognized token") || message.contains("Non-standard token")) {
      return "a word stands there without quotation marks; only true, false and null may.";
    }
    return "a number or word is not written as JSON wants it.";
  }
}
