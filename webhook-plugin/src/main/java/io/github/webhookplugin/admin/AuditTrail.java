package io.github.webhookplugin.admin;

import io.github.webhookplugin.outbox.AuditEntry;
import java.time.Duration;

/**
 * Remembers what admins do beside changing settings, which remembers itself. What must not happen unseen, such as showing
 * a secret, is recorded first and done then.
 */
final class AuditTrail {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final JsonApi.Parts parts;

  AuditTrail(JsonApi.Parts parts) {
    this.parts = parts;
  }

  /** Returns when the entry is on disk; throws {@code StoreException} or {@link Problem} with 503 if it is not. */
  void record(AuditEntry entry) {
    Waiting.on(
        parts.engine().call(() -> {
          parts.outbox().audit(entry);
          return entry;
        }),
        PATIENCE);
  }
}
