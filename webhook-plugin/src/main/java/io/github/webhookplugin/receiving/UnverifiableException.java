package io.github.webhookplugin.receiving;

/** No receiver could verify such requests. The message is a sentence for people, without secrets. */
public final class UnverifiableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnverifiableException(String sentence) {
    super(sentence);
  }
}
