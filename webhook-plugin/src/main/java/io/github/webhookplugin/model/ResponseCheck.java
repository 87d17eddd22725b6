package io.github.webhookplugin.model;

/** How to tell that a receiver took a notification (seed rows ). */
public sealed interface ResponseCheck {
  /** The status is exactly 200. */
  record StatusCode() implements ResponseCheck {}

  /** The status is any from 200 to 299. */
  record Success() implements ResponseCheck {}

  /**
   * The answer's text contains a string, compared case-sensitively, and the status is from 200 to 299.
   *
   * @param ignoreStatus whether the text alone decides
   */
  record Content(String contains, boolean ignoreStatus) implements ResponseCheck {
    public Content {
      if (contains.isEmpty()) {
        throw new IllegalArgumentException("a content check needs a text to look for");
      }
    }
  }
}
