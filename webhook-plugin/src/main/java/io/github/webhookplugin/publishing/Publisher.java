package io.github.webhookplugin.publishing;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.PublicIds;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.Keys;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import io.github.webhookplugin.outbox.NewEvent.Once;
import io.github.webhookplugin.rendering.EventModel;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns an event into its deliveries: one for each service. Shared between threads. */
public final class Publisher {
  /** The largest event that is accepted, as JSON. */
  public static final int MAX_EVENT_BYTES = 1 << 20;

  private static final String ALL_OFF = "Sending was switched off.";
  private static final String SERVICE_OFF = "The service was switched off.";
  private static final String STOPPED = "The service is stopped. ";

  private final Keys keys;
  private final PublicIds ids;
  private final Clock clock;

  public Publisher(Keys keys, PublicIds ids, Clock clock) {
    this.keys = keys;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Decides which services get the event; stores and sends nothing.
   *
   * @param stopped the services that are stopped, by number, and why
   * @throws PublishException if the event is larger than {@link #MAX_EVENT_BYTES}
   */
  public Plan plan(NotificationEvent event, ActiveSettings active, Map<Integer, String> stopped) {
    Settings settings = active.settings();
    long key = keys.block(settings.services().size() + active.unreadable().size() + 1);
    Instant time = event.time().orElseGet(clock::instant);
    EventModel model = EventModel.of(event, ids.eventId(event.id().orElse(null), key), time);
    byte[] body = model.toJson();
    if (body.length > MAX_EVENT_BYTES) {
      throw new PublishException(
          Reason.INVALID,
          "the event is too large: " + body.length + " bytes as JSON, at most " + MAX_EVENT_BYTES
              + " are accepted; leave out what receivers can look up");
    }
    var deliveries = new ArrayList<NewDelivery>(settings.services().size());
    long delivery = key;
    int sent = 0;
    for (WebhookService service : settings.services()) {
      int number = active.number(service.id());
      String whyNot = whyNot(settings, service, stopped.get(number));
      sent += whyNot.isEmpty() ? 1 : 0;
      deliveries.add(
          new NewDelivery(++delivery, number, whyNot.isEmpty() ? Hold.FREE : Hold.SKIPPED, whyNot));
    }
    for (ServiceId unreadable : active.unreadable()) {
      // nobody knows whether it is on: the delivery waits until somebody can read it, or removes it
      deliveries.add(new NewDelivery(++delivery, active.number(unreadable), Hold.FREE, ""));
      sent++;
    }
    var stored = new NewEvent(
        key,
        event.id().orElse(null),
        event.type(),
        time.toEpochMilli(),
        body,
        deliveries,
        once(event, settings.global()));
    return new Plan(stored, model, sent, deliveries.size() - sent);
  }

  private @Nullable Once once(NotificationEvent event, GlobalSettings global) {
    return event
        .deduplicationKey()
        .map(
            name -> new Once(name, clock.millis() + global.deduplicationWindow().toMillis()))
        .orElse(null);
  }

  /** Empty if the service is to get it. */
  private static String whyNot(
      Settings settings, WebhookService service, @Nullable String stopped) {
    if (!settings.global().enabled()) {
      return ALL_OFF;
    }
    if (!service.enabled()) {
      return SERVICE_OFF;
    }
    return stopped == null ? "" : STOPPED + stopped;
  }
}
