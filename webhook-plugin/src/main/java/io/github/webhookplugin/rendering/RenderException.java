package io.github.webhookplugin.rendering;

/** A template cannot be rendered with this event's values. The message is a sentence for people, without secrets. */
public final class RenderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RenderException(String sentence) {
    super(sentence);
  }
}
