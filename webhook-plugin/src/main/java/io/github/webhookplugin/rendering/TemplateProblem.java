package io.github.webhookplugin.rendering;

/**
 * Something wrong with a template's text.
 *
 * @param line 1 for the first
 * @param column 1 for the first, in UTF-16 units
 * @param message a sentence for people
 */
public record TemplateProblem(int line, int column, String message) {
  /** Says where in the text an offset lies. */
  static TemplateProblem at(String text, int offset, String message) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new TemplateProblem(line, offset - lineStart + 1, message);
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column + ": " + message;
  }
}
