package io.github.webhookplugin.rendering;

/** Where a template's text goes; decides how values are escaped. */
public enum Place {
  /**
   * A JSON body. Between the quotes of a JSON string a tag inserts text, escaped for JSON; outside of them it inserts
   * a whole JSON value (a text with its quotes, {@code null} if there is none). Two or three braces make no difference.
   */
  BODY {
    @Override
    void escape(String text, Output out) {
      JsonText.escape(text, out);
    }
  },
  /** A header's value: line breaks and other control characters of a value become one blank. */
  HEADER {
    @Override
    void escape(String text, Output out) {
      HeaderText.escape(text, out);
    }
  },
  /** A query parameter's value: all of it, typed text and values alike, is percent-encoded. */
  QUERY {
    @Override
    void escape(String text, Output out) {
      PercentText.escape(text, out);
    }

    @Override
    String literal(String typed) {
      var out = new Output(typed.length());
      PercentText.escape(typed, out);
      return out.toString();
    }
  },
  /** A URL: values are percent-encoded, so one value never makes more than one path segment; typed text stays. */
  URL {
    @Override
    void escape(String text, Output out) {
      PercentText.escape(text, out);
    }
  };

  /** Writes a value's text so that it means only itself here. */
  abstract void escape(String text, Output out);

  /** What becomes of the text that an admin typed around the tags. */
  String literal(String typed) {
    return typed;
  }
}
