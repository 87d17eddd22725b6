package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.rendering.ServiceTemplates;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The plugin's own rendering of its default body, for the sides that are not the plugin. Shared between threads. */
final class Rendering {
  private static final long INSTALLATION = System.nanoTime();

  private final WebhookService service = new WebhookService(
      ServiceId.random(),
      new WebhookService.Label("Receiver", ""),
      true,
      new RequestTemplate(
          HttpMethod.POST,
          "http://127.0.0.1/hook",
          List.of(),
          List.of(),
          RequestTemplate.DEFAULT_BODY),
      new ResponseCheck.Success(),
      WebhookService.Sending.DEFAULT);
  private final ServiceTemplates templates = ServiceTemplates.compile(service, "benchmark");

  /** As cheap an id as the plugin's own, which are not random either. */
  static EventModel model(NotificationEvent event, long number) {
    return EventModel.of(event, new UUID(INSTALLATION, number).toString(), Instant.now());
  }

  byte[] body(EventModel event, String deliveryId) {
    return templates.body(event.forDelivery(service, deliveryId, Instant.now(), ""));
  }
}
