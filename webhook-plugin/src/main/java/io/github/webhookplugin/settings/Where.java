package io.github.webhookplugin.settings;

/**
 * Where a header or query parameter was written: in an object of its own, or in a line of a text.
 *
 * @param pointer of the object, or of the text
 * @param line counted from 1; 0 if it has an object of its own
 */
record Where(String pointer, int line) {
  static Where object(String list, int index) {
    return new Where(list + "/" + index, 0);
  }

  String pointer(String field) {
    return line == 0 ? pointer + "/" + field : pointer;
  }

  String message(String message) {
    return line == 0 ? message : "Line " + line + ": " + message;
  }

  /** For pointing at it from elsewhere. */
  String name() {
    return line == 0
        ? "row " + (Integer.parseInt(pointer.substring(pointer.lastIndexOf('/') + 1)) + 1)
        : "line " + line;
  }
}
