package io.github.webhookplugin;

import io.github.webhookplugin.api.Health;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.StoreException;
import io.github.webhookplugin.settings.SettingsBook;
import io.github.webhookplugin.settings.SettingsInForce;
import io.github.webhookplugin.settings.Vault;
import java.util.Optional;

/** What the host is told of how the channel is: the store first, then the secrets. Any thread. */
final class ChannelHealth {
  private final Engine engine;
  private final DeliveryLog deliveries;
  private final SettingsBook book;
  private final SettingsInForce inForce;
  private final Vault vault;

  ChannelHealth(
      Engine engine,
      DeliveryLog deliveries,
      SettingsBook book,
      SettingsInForce inForce,
      Vault vault) {
    this.engine = engine;
    this.deliveries = deliveries;
    this.book = book;
    this.inForce = inForce;
    this.vault = vault;
  }

  Health now() {
    Optional<String> trouble = engine.trouble();
    if (trouble.isPresent()) {
      return new Health(
          Health.State.DEGRADED, "The store failed and is tried again: " + trouble.get(), 0);
    }
    try {
      long waiting = deliveries.pending();
      Optional<String> unreadable = unreadable();
      if (unreadable.isPresent()) {
        return new Health(Health.State.DEGRADED, unreadable.get(), waiting);
      }
      return new Health(
          Health.State.UP, waiting + " deliveries are on their way or wait for a retry.", waiting);
    } catch (StoreException e) {
      return new Health(Health.State.DEGRADED, "The store could not be read: " + e.getMessage(), 0);
    }
  }

  private Optional<String> unreadable() {
    int count = book.active().unreadable().size();
    return vault
        .trouble()
        .or(() -> count == 0
            ? Optional.empty()
            : Optional.of("The secrets of " + count
                + " services cannot be read, so their deliveries wait. Bring back the secret.key that they were"
                + " saved with, or enter their secrets again."))
        .or(() -> inForce.missing() == 0
            ? Optional.empty()
            : Optional.of(inForce.missing()
                + " services lack a secret that the host keeps, so their deliveries wait. The page of the"
                + " services says which."));
  }
}
