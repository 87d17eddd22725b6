package io.github.webhookplugin.rendering;

/** A stored event is not what was stored. Says nothing of what is there instead, which may hold secrets. */
public final class DamagedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedEventException(String message) {
    super(message);
  }
}
