package io.github.webhookplugin.receiving;

/** How a language writes the few expressions that differ between recipes. */
record Dialect(String variable, String request, String plus, boolean singleQuotes) {
  static Dialect of(Language language) {
    return switch (language) {
      case PHP -> new Dialect("$", "$request->", " . ", true);
      case JAVA, PYTHON, NODE, GO -> new Dialect("", "request.", " + ", false);
      case CURL -> throw new IllegalArgumentException("a shell script signs and does not verify");
    };
  }

  String name(String variableName) {
    return variable + variableName;
  }

  String call(String function, String... arguments) {
    return function + "(" + String.join(", ", arguments) + ")";
  }

  String ask(String method, String name) {
    return request + call(method, quoted(name));
  }

  /** A text as a literal. */
  String quoted(String text) {
    if (singleQuotes) {
      return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
    var literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> literal.append('\\').append(c);
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        default -> literal.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return literal.append('"').toString();
  }
}
