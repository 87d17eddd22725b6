package io.github.webhookplugin.kit;

/** What a page is told beside an answer: values of htmx's header {@code HX-Trigger}, a JSON object in ASCII. */
final class Triggers {
  static final String HEADER = "HX-Trigger";

  private Triggers() {}

  /** Settings are others now, and people read why. */
  static String settingsChanged(String toast) {
    return "{\"settingsChanged\":{}," + toastOf("success", toast) + "}";
  }

  static String failure(String toast) {
    return "{" + toastOf("error", toast) + "}";
  }

  private static String toastOf(String kind, String text) {
    return "\"toast\":{\"kind\":\"" + kind + "\",\"text\":\"" + escaped(text) + "\"}";
  }

  private static String escaped(String text) {
    var json = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c < 0x7f && c != '"' && c != '\\';
      json.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return json.toString();
  }
}
