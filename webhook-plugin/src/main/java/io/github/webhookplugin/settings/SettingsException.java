package io.github.webhookplugin.settings;

import java.util.List;

/** Stored settings or their key cannot be used as they are. The text says what to do and holds no secret. */
public final class SettingsException extends RuntimeException {
  private final transient List<String> rows;

  SettingsException(String message) {
    this(message, List.of());
  }

  SettingsException(String message, Throwable cause) {
    super(message, cause);
    this.rows = List.of();
  }

  SettingsException(String message, List<String> rows) {
    super(message);
    this.rows = List.copyOf(rows);
  }

  /** The names of the rows that cannot be read, if it is about rows: the others can be read without them. */
  public List<String> rows() {
    return rows;
  }
}
