package io.github.webhookplugin.rendering;

/** A request cannot be made with this event's values. The message is a sentence for people, without secrets. */
public final class RenderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String sentence;
  private final boolean notJson;

  public RenderException(String sentence) {
    this(sentence, false);
  }

  private RenderException(String sentence, boolean notJson) {
    super(sentence);
    this.sentence = sentence;
    this.notJson = notJson;
  }

  /** Of a body that is not JSON. */
  static RenderException notJson(String sentence) {
    return new RenderException(sentence, true);
  }

  /** Whether the reason is that the body is not JSON. */
  public boolean isNotJson() {
    return notJson;
  }

  /** What is wrong, for people, without secrets. */
  public String sentence() {
    return sentence;
  }
}
