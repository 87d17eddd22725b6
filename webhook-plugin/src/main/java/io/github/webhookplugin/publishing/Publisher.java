package io.github.webhookplugin.publishing;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.FallbackChain;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.Hops;
import io.github.webhookplugin.model.OwnAddresses;
import io.github.webhookplugin.model.PublicIds;
import io.github.webhookplugin.model.SkipReason;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.Keys;
import io.github.webhookplugin.outbox.Lineage;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Turns an event into its deliveries: one for each service that wants it. Shared between threads. */
public final class Publisher {
  /** The largest event that is accepted, as JSON. */
  public static final int MAX_EVENT_BYTES = 1 << 20;

  /** Deliveries to people that one event makes at most, in all services together: a block of keys has an end. */
  private static final int MOST_PERSONAL = 10_000;

  private static final String TOO_MANY =
      "An event makes at most %,d deliveries to people.".formatted(MOST_PERSONAL);

  private final Keys keys;
  private final PublicIds ids;
  private final Clock clock;
  private final Audiences audiences;
  private final BurstWatch bursts;
  private volatile Interests interests = Interests.of(ActiveSettings.INITIAL);

  /** For a host without people; nobody hears of bursts. */
  public Publisher(Keys keys, PublicIds ids, Clock clock) {
    this(
        keys,
        ids,
        clock,
        new Audiences(null, OwnAddresses.NONE, (people, webhooks) -> {}),
        (service, sentence) -> {});
  }

  public Publisher(
      Keys keys, PublicIds ids, Clock clock, Audiences audiences, BurstWatch.Listener bursts) {
    this.keys = keys;
    this.ids = ids;
    this.clock = clock;
    this.audiences = audiences;
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
    Candidates candidates =
        interests(active).of(event.type(), EventFacts.textIn(event.entity(), "type"));
    List<Interests.Interest> interested = candidates.all();
    Reach reach = audiences.of(event, active, interested);
    int people = Math.min(MOST_PERSONAL, reach.targets(interested));
    // a service needs two: its people may have one for what goes wrong with them
    long key = keys.block(1 + interested.size() * (people == 0 && reach.nobody() ? 1 : 2) + people);
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
    if (!reach.nobody()) {
      model = model.withPeople(reach.values());
      body = model.toJson();
    }
    var moment = new Moment(
        active,
        stopped,
        Hops.of(event.origin()),
        reach,
        key,
        new AtomicLong(key),
        new AtomicInteger(people));
    var deliveries = new ArrayList<NewDelivery>();
    for (Interests.Interest one : candidates.wanting(facts)) {
      deliveries.addAll(deliveries(moment.next(), one, moment));
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
  private record Moment(
      ActiveSettings active,
      Map<Integer, String> stopped,
      Hops hops,
      Reach reach,
      long event,
      AtomicLong last,
      AtomicInteger peopleLeft) {
    /** The next key of the event's block. */
    long next() {
      return last.incrementAndGet();
    }

    /** Takes as many of those whom an event may be sent to as there is room for. */
    int take(int people) {
      int taken = Math.min(people, peopleLeft.get());
      peopleLeft.addAndGet(-taken);
      return taken;
    }

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
    if (!whyNot.isEmpty()) {
      return skipped(delivery, number, service, whyNot, moment);
    }
    return service.hasAddress() && !service.audience().any()
        ? List.of(new NewDelivery(delivery, number, Hold.FREE, ""))
        : withPeople(delivery, number, service, moment);
  }

  /** One to the service's address if it has one, and one to each webhook of its people. */
  private static List<NewDelivery> withPeople(
      long delivery, int number, WebhookService service, Moment moment) {
    Reach reach = moment.reach();
    List<Person> people = reach.targets(service.audience(), service.request().url());
    int told = moment.take(people.size());
    String trouble = told == people.size() ? reach.trouble() : TOO_MANY;
    var deliveries = new ArrayList<NewDelivery>();
    if (service.hasAddress()) {
      deliveries.add(new NewDelivery(delivery, number, Hold.FREE, ""));
    } else if (people.isEmpty()) {
      String whyNot = reach.whyNobody(service.audience());
      return List.of(new NewDelivery(delivery, number, Hold.SKIPPED, whyNot));
    }
    if (!trouble.isEmpty()) {
      deliveries.add(new NewDelivery(
          moment.next(), number, Hold.SKIPPED, trouble + " Not all its people are told."));
    }
    for (Person person : people.subList(0, told)) {
      deliveries.add(new NewDelivery(
          moment.next(), number, Hold.FREE, "", 0, false, Lineage.to(person, moment.event())));
    }
    return deliveries;
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
