package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.DeliveryListener;
import io.github.webhookplugin.api.RecipientDirectory;
import io.github.webhookplugin.api.Retention;
import io.github.webhookplugin.model.OwnAddresses;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.RedeliveryLog;
import io.github.webhookplugin.sending.Sender;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Engine} works with.
 *
 * @param version of the plugin, for the requests' User-Agent
 * @param clock the host's, for the times in requests; what is due goes by the store's
 * @param lease how long what this node takes up belongs to it, unless renewed
 * @param threads makes a named thread for each purpose
 * @param past what was delivered before
 * @param settingsLook called now and then when other nodes may have changed the settings
 * @param host what the host says of itself
 */
public record EngineParts(
    String version,
    Outbox outbox,
    Sender sender,
    Clock clock,
    Duration lease,
    List<DeliveryListener> listeners,
    Retention retention,
    Threads threads,
    Past past,
    Runnable settingsLook,
    Surroundings host) {
  /** On a host without people and without addresses of its own. */
  public EngineParts(
      String version,
      Outbox outbox,
      Sender sender,
      Clock clock,
      Duration lease,
      List<DeliveryListener> listeners,
      Retention retention,
      Threads threads,
      Past past,
      Runnable settingsLook) {
    this(
        version,
        outbox,
        sender,
        clock,
        lease,
        listeners,
        retention,
        threads,
        past,
        settingsLook,
        Surroundings.NONE);
  }

  /**
   * What the host says of itself.
   *
   * @param people null: it has no directory
   * @param own where it takes in requests that become events
   * @param recipes how its people's webhooks may be signed, by name
   */
  public record Surroundings(
      @Nullable RecipientDirectory people,
      OwnAddresses own,
      Function<String, Optional<SignatureRecipe>> recipes) {
    static final Surroundings NONE =
        new Surroundings(null, OwnAddresses.NONE, name -> Optional.empty());
  }

  /**
   * What is known of the past.
   *
   * @param log stays the caller's to close, after {@link Engine#stop}
   * @param services reads a service as it was stored, as far as its bodies go; empty if it cannot be read
   */
  public record Past(RedeliveryLog log, Function<String, Optional<WebhookService>> services) {}

  /** Makes threads that carry their purpose in their name. */
  public interface Threads {
    ThreadFactory named(String purpose);
  }
}
