package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.EventType;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.settings.SettingsBook;
import io.github.webhookplugin.settings.SettingsWriter;
import java.time.Clock;
import java.util.List;

/** The JSON API below {@code api/v1/}. */
public final class JsonApi {
  /** What the API works over. */
  public record Parts(
      SettingsBook book,
      Outbox outbox,
      Engine engine,
      DeliveryLog deliveries,
      SettingsWriter writer,
      Clock clock,
      List<EventType> eventTypes) {}

  private final Parts parts;

  public JsonApi(Parts parts) {
    this.parts = parts;
  }

  public AdminResponse handle(AdminRequest request) {
    return AdminResponse.json(
        404,
        "{\"title\":\"Not found\",\"services\":"
            + parts.book().settings().services().size() + "}");
  }
}
