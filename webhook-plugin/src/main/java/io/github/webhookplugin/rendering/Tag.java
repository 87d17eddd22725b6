package io.github.webhookplugin.rendering;

/**
 * One tag of a template.
 *
 * @param name what stands between the braces, without its sigil; {@code title}, {@code data.count}, {@code .}
 * @param form how its value becomes text; only a value has one that is not {@link Form#TEXT}
 * @param quoted whether it stands between the quotes of a JSON string
 * @param start offset of its first brace
 * @param end offset behind its last brace
 */
record Tag(Kind kind, String name, Form form, boolean quoted, int start, int end) {
  enum Kind {
    VALUE,
    SECTION,
    INVERTED,
    CLOSE,
    COMMENT
  }

  boolean opens() {
    return kind == Kind.SECTION || kind == Kind.INVERTED;
  }

  boolean json() {
    return form == Form.JSON;
  }

  boolean isItem() {
    return name.equals(".");
  }

  /** As an admin would write it. */
  String written() {
    return switch (kind) {
      case VALUE -> "{{" + (form == Form.TEXT ? "" : form.word() + " ") + name + "}}";
      case SECTION -> "{{#" + name + "}}";
      case INVERTED -> "{{^" + name + "}}";
      case CLOSE -> "{{/" + name + "}}";
      case COMMENT -> "{{!}}";
    };
  }
}
