package io.github.webhookplugin.publishing;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.FallbackChain;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.Hops;
import io.github.webhookplugin.model.PublicIds;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.SkipReason;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns an event into its deliveries: one for each service. Shared between threads. */
public final class Publisher {
  /** The largest event that is accepted, as JSON. */
  public static final int MAX_EVENT_BYTES = 1 << 20;

  private final Keys keys;
  private final PublicIds ids;
  private final Clock clock;
  private final BurstWatch bursts;

  /** For tests: nobody hears of bursts. */
  public Publisher(Keys keys, PublicIds ids, Clock clock) {
    this(keys, ids, clock, (service, sentence) -> {});
  }

  public Publisher(Keys keys, PublicIds ids, Clock clock, BurstWatch.Listener bursts) {
    this.keys = keys;
    this.ids = ids;
    this.clock = clock;
    this.bursts = new BurstWatch(bursts);
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
    Hops hops = Hops.of(event.origin());
    for (WebhookService service : settings.services()) {
      if (service.profile().deleted()) {
        continue;
      }
      int number = active.number(service.id());
      String loop = hops.whyNot(service, settings.global().loops());
      String whyNot = SkipReason.of(settings.global(), service, stopped.get(number));
      delivery++;
      if (!loop.isEmpty()) {
        deliveries.add(new NewDelivery(delivery, number, Hold.SKIPPED, loop));
      } else if (whyNot.isEmpty()) {
        deliveries.add(new NewDelivery(delivery, number, Hold.FREE, ""));
      } else {
        deliveries.addAll(skipped(delivery, service, whyNot, hops, active, stopped));
      }
    }
    for (ServiceId unreadable : active.unreadable()) {
      // nobody knows whether it is on: the delivery waits until somebody can read it, or removes it
      deliveries.add(new NewDelivery(++delivery, active.number(unreadable), Hold.FREE, ""));
    }
    var stored = new NewEvent(
        key,
        event.id().orElse(null),
        event.type(),
        time.toEpochMilli(),
        body,
        deliveries,
        once(event, settings.global()));
    bursts.count(event, deliveries, clock.millis(), settings.global().loops());
    int skipped =
        (int) deliveries.stream().filter(one -> one.hold() == Hold.SKIPPED).count();
    return new Plan(stored, model, deliveries.size() - skipped, skipped);
  }

  /** One that is only recorded; if its service is stopped and not switched off, its fallback gets the event. */
  private List<NewDelivery> skipped(
      long delivery,
      WebhookService service,
      String whyNot,
      Hops hops,
      ActiveSettings active,
      Map<Integer, String> stopped) {
    int number = active.number(service.id());
    FallbackChain chain =
        active.settings().global().enabled() && service.on() && stopped.containsKey(number)
            ? FallbackChain.after(service, hops.numbers(active), 0, active, stopped)
            : FallbackChain.NONE;
    String said = chain.said().isEmpty() ? whyNot : whyNot + " " + chain.said();
    var deliveries = new ArrayList<NewDelivery>();
    deliveries.add(new NewDelivery(delivery, number, Hold.SKIPPED, said));
    deliveries.addAll(NewDelivery.along(chain, delivery, () -> keys.block(1)));
    return deliveries;
  }

  private @Nullable Once once(NotificationEvent event, GlobalSettings global) {
    return event
        .deduplicationKey()
        .map(
            name -> new Once(name, clock.millis() + global.deduplicationWindow().toMillis()))
        .orElse(null);
  }
}
