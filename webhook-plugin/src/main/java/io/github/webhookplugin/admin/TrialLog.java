package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.delivery.ShownRequest;
import io.github.webhookplugin.delivery.Trial;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.LoggedTest;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.StoreException;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.settings.SettingsBook;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what came of tests among the deliveries, where people look for what was sent. */
final class TrialLog {
  private static final Logger log = LoggerFactory.getLogger(TrialLog.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SettingsBook book;
  private final Outbox outbox;
  private final Engine engine;

  TrialLog(JsonApi.Parts parts) {
    this.book = parts.book();
    this.outbox = parts.outbox();
    this.engine = parts.engine();
  }

  /**
   * Keeps a test, whose answer counts even if that fails.
   *
   * @return the id of its line; null if there is none: the service is not saved yet, or the log cannot be written
   */
  @Nullable
  String keep(WebhookService service, EventModel event, Trial trial) {
    Integer number = book.active().numbers().get(service.id());
    if (number == null) {
      return null;
    }
    ShownRequest request = trial.request();
    var test = new LoggedTest(
        trial.key(),
        number,
        event.type(),
        event.toJson(),
        trial.attempt(),
        request == null ? null : request.body());
    try {
      Waiting.on(
          engine.call(() -> {
            outbox.log(test);
            return test;
          }),
          PATIENCE);
      return outbox.ids().of(trial.key()).toString();
    } catch (StoreException | PublishException | Problem e) {
      log.warn("a test of service {} was sent but cannot be logged", service.id(), e);
      return null;
    }
  }
}
