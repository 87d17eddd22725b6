package io.github.webhookplugin.signing;

/** A request cannot be signed. The message is a sentence for people, without secrets. */
public final class SigningException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String sentence;

  SigningException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** What is wrong, for people, without secrets. */
  public String sentence() {
    return sentence;
  }
}
