package io.github.webhookplugin.rendering;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.TimeFormat;
import io.github.webhookplugin.model.WebhookService;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Events and services that say only what a test cares about. */
final class Samples {
  static final Instant TIME = Instant.parse("2026-11-21T08:15:30.123456789Z");
  static final Instant SENT = Instant.parse("2026-11-21T08:16:00Z");
  static final ServiceId ID = ServiceId.parse("8d9f2c3e-0000-4000-8000-000000000001");

  private Samples() {}

  static NotificationEvent.Builder anEvent() {
    return NotificationEvent.of("task.finished");
  }

  static WebhookService aService(RequestTemplate request) {
    return aService(request, TimeFormat.ISO);
  }

  static WebhookService aService(RequestTemplate request, TimeFormat format) {
    return new WebhookService(
        ID,
        new WebhookService.Label("Ops", "on call"),
        true,
        request,
        new ResponseCheck.Success(),
        new WebhookService.Sending(null, null, null, format, 8));
  }

  static RequestTemplate aRequest(String url, List<NamedValue> headers, List<NamedValue> query) {
    return new RequestTemplate(HttpMethod.POST, url, headers, query, RequestTemplate.DEFAULT_BODY);
  }

  static RequestTemplate aRequest(String body) {
    return new RequestTemplate(
        HttpMethod.POST, "https://example.org/hook", List.of(), List.of(), body);
  }

  static NamedValue named(String name, String value) {
    return new NamedValue(name, value, false);
  }

  static DeliveryModel model(NotificationEvent.Builder event) {
    return model(event, TimeFormat.ISO);
  }

  static DeliveryModel model(NotificationEvent.Builder event, TimeFormat format) {
    return EventModel.of(event.build(), "evt-1", TIME)
        .forDelivery(aService(aRequest("{}"), format), "dlv-1", SENT, "v1,c2ln");
  }

  static DeliveryModel withData(String key, Object value) {
    return model(anEvent().data(key, value));
  }

  static DeliveryModel withItems(Object... items) {
    return model(anEvent().data(Map.of("items", Arrays.asList(items))));
  }

  static String body(String template, DeliveryModel model) {
    return Template.compile(Place.BODY, template).render(model);
  }
}
