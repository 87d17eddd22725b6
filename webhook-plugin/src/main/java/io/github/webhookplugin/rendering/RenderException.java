package io.github.webhookplugin.rendering;

/** A request cannot be made with this event's values. The message is a sentence for people, without secrets. */
public final class RenderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String sentence;

  public RenderException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** What is wrong, for people, without secrets. */
  public String sentence() {
    return sentence;
  }
}
