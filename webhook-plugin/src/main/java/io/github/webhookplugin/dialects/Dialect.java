package io.github.webhookplugin.dialects;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of documents that are read and written. */
public enum Dialect {
  /** OpenMetadata's webhook entity. */
  OPENMETADATA_WEBHOOK("openmetadata-webhook"),
  /** OpenMetadata's webhook as the action of a subscription. */
  OPENMETADATA_ACTION("openmetadata-action"),
  /** OpenMetadata's event subscription, with its destinations. */
  OPENMETADATA_SUBSCRIPTION("openmetadata-subscription"),
  /** The settings of AMMDS. */
  AMMDS("ammds"),
  /** Our own settings. */
  OWN("webhook-plugin");

  private final String word;

  Dialect(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<Dialect> of(String word) {
    return Arrays.stream(values()).filter(dialect -> dialect.word.equals(word)).findFirst();
  }

  /**
   * What a document is, by its names: OpenMetadata's two pages claim the same schema id for different things (seed trap
   * An empty object is an action, which requires nothing (S-19).
   */
  public static Optional<Dialect> detect(Map<?, ?> document) {
    if (document.containsKey("webhookConfig")
        || document.containsKey("webhookType")
        || hasMany(document)) {
      return Optional.of(OPENMETADATA_WEBHOOK);
    }
    if (document.containsKey("destinations")) {
      return Optional.of(OPENMETADATA_SUBSCRIPTION);
    }
    if (AmmdsSettings.looksLike(document)) {
      return Optional.of(AMMDS);
    }
    if (document.containsKey("services")
        || document.containsKey("general")
        || document.containsKey("url")) {
      return Optional.of(OWN);
    }
    return document.isEmpty() || document.keySet().stream().anyMatch(WebhookAction.FIELDS::contains)
        ? Optional.of(OPENMETADATA_ACTION)
        : Optional.empty();
  }

  /** The answer of a list, or what we export. */
  static boolean hasMany(Map<?, ?> document) {
    return many(document) != null;
  }

  static @Nullable String many(Map<?, ?> document) {
    return List.of("webhooks", "data").stream()
        .filter(name -> document.get(name) instanceof List<?>)
        .findFirst()
        .orElse(null);
  }
}
