package io.github.webhookplugin;

import io.github.webhookplugin.api.Health;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PendingPublication;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import io.github.webhookplugin.api.PublishReceipt;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pf4j.Extension;

/** The plugin as a way for events to leave the host. */
@Extension
public final class WebhookChannel implements NotificationChannel {
  @Override
  public void open(HostContext context) {
    WebhookPlugin.open(context);
  }

  @Override
  public PublishReceipt publish(NotificationEvent event) {
    return open().publish(event);
  }

  @Override
  public CompletionStage<PublishReceipt> publishAsync(NotificationEvent event) {
    try {
      return open().publishAsync(event);
    } catch (PublishException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  @Override
  public PendingPublication publish(NotificationEvent event, Connection transaction) {
    return open().publish(event, transaction);
  }

  @Override
  public Health health() {
    return WebhookPlugin.runtime()
        .map(WebhookRuntime::health)
        .orElseGet(() -> new Health(Health.State.DOWN, "The channel is not open.", 0));
  }

  private static WebhookRuntime open() {
    return WebhookPlugin.runtime()
        .orElseThrow(() -> new PublishException(
            Reason.CLOSED,
            "the channel is not open: start the plugin and call open(HostContext) first"));
  }
}
