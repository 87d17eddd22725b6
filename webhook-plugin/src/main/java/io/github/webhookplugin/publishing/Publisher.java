package io.github.webhookplugin.publishing;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.FallbackChain;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.Hops;
import io.github.webhookplugin.model.PublicIds;
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

/** Turns an event into its deliveries: one for each service that wants it. Shared between threads. */
public final class Publisher {
  /** The largest event that is accepted, as JSON. */
  public static final int MAX_EVENT_BYTES = 1 << 20;

  private final Keys keys;
  private final PublicIds ids;
  private final Clock clock;
  private final BurstWatch bursts;
  private volatile Interests interests = Interests.of(ActiveSettings.INITIAL);

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
    GlobalSettings global = active.settings().global();
    List<Interests.Interest> interested =
        interests(active).of(event.type(), EventFacts.textIn(event.entity(), "type"));
    long key = keys.block(interested.size() + 1);
    Instant time = event.time().orElseGet(clock::instant);
    EventModel model = EventModel.of(event, ids.eventId(event.id().orElse(null), key), time);
    byte[] body = model.toJson();
    if (body.length > MAX_EVENT_BYTES) {
      throw new PublishException(
          Reason.INVALID,
          "the event is too large: " + body.length + " bytes as JSON, at most " + MAX_EVENT_BYTES
              + " are accepted; leave out what receivers can look up");
    }
    var facts = new EventFacts(model);
    var moment = new Moment(active, stopped, Hops.of(event.origin()));
    var deliveries = new ArrayList<NewDelivery>();
    long delivery = key;
    for (Interests.Interest one : interested) {
      delivery++;
      if (one.wants(facts)) {
        deliveries.addAll(deliveries(delivery, one, moment));
      }
    }
    var stored = new NewEvent(
        key,
        event.id().orElse(null),
        event.type(),
        time.toEpochMilli(),
        body,
        deliveries,
        once(event, global),
        active.settings().version());
    bursts.count(event, deliveries, clock.millis(), global.loops());
    int skipped =
        (int) deliveries.stream().filter(one -> one.hold() == Hold.SKIPPED).count();
    return new Plan(stored, model, deliveries.size() - skipped, skipped);
  }

  /** What counts for all services that an event may go to. */
  private record Moment(ActiveSettings active, Map<Integer, String> stopped, Hops hops) {
    GlobalSettings global() {
      return active.settings().global();
    }
  }

  private Interests interests(ActiveSettings active) {
    Interests known = interests;
    if (!known.isOf(active)) {
      known = Interests.of(active);
      interests = known;
    }
    return known;
  }

  private List<NewDelivery> deliveries(long delivery, Interests.Interest one, Moment moment) {
    int number = one.number();
    WebhookService service = one.service();
    if (service == null) {
      // nobody knows whether it is on: the delivery waits until somebody can read it, or removes it
      return List.of(new NewDelivery(delivery, number, Hold.FREE, ""));
    }
    String loop = moment.hops().whyNot(service, moment.global().loops());
    if (!loop.isEmpty()) {
      return List.of(new NewDelivery(delivery, number, Hold.SKIPPED, loop));
    }
    String whyNot = SkipReason.of(moment.global(), service, moment.stopped().get(number));
    return whyNot.isEmpty()
        ? List.of(new NewDelivery(delivery, number, Hold.FREE, ""))
        : skipped(delivery, number, service, whyNot, moment);
  }

  /** One that is only recorded; if its service is stopped and not switched off, its fallback gets the event. */
  private List<NewDelivery> skipped(
      long delivery, int number, WebhookService service, String whyNot, Moment moment) {
    ActiveSettings active = moment.active();
    FallbackChain chain =
        moment.global().enabled() && service.on() && moment.stopped().containsKey(number)
            ? FallbackChain.after(
                service, moment.hops().numbers(active), 0, active, moment.stopped())
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
