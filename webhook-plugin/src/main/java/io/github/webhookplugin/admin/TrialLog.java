package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.delivery.ShownRequest;
import io.github.webhookplugin.delivery.Trial;
import io.github.webhookplugin.model.AuditAction;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.AuditEntry;
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
  String keep(WebhookService service, EventModel event, Trial trial, String who) {
    Integer number = book.active().numbers().get(service.id());
    LoggedTest test = number == null ? null : line(number, event, trial);
    String id = test == null ? "" : outbox.ids().of(trial.key()).toString();
    var entry = AuditEntry.of(who, AuditAction.TEST_SENT, number == null ? null : service.id())
        .about(id)
        .with(number == null ? service.name() : "");
    try {
      Waiting.on(
          engine.call(() -> {
            outbox.audit(entry);
            if (test != null) {
              outbox.log(test);
            }
            return entry;
          }),
          PATIENCE);
      return test == null ? null : id;
    } catch (StoreException | PublishException | Problem e) {
      log.warn(
          "a test of service {} was sent but cannot be logged", service.id(), OneLine.trace(e));
      return null;
    }
  }

  private static LoggedTest line(int number, EventModel event, Trial trial) {
    ShownRequest request = trial.request();
    return new LoggedTest(
        trial.key(),
        number,
        event.type(),
        event.toJson(),
        trial.attempt(),
        request == null ? null : request.body());
  }
}
