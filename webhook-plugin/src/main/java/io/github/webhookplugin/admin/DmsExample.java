package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.model.WebhookService;
import java.util.List;
import java.util.Map;

/**
 * The event that DMS itself tests a webhook with. Its text has a code by which an admin finds it in the receiver's log.
 */
final class DmsExample {
  private static final String PRESET = "dms";

  private DmsExample() {}

  /** Whether a service sends what DMS sends. */
  static boolean suits(WebhookService service) {
    return PRESET.equals(service.label().preset());
  }

  /** The blank at the end is DMS's. */
  static NotificationEvent of(String code) {
    var tester = new Person("u-17", "Ann");
    return NotificationEvent.of("webhook.test")
        .title("Webhook test")
        .message("[DMS] Webhook test, code: " + code + " ")
        .origin("webhook-test")
        .actor(tester)
        .recipients(List.of(tester))
        .entity(Map.of("name", "Webhook test"))
        .data(Map.of("category", "Tickets", "event", "Success", "module", "Data change"))
        .build();
  }
}
