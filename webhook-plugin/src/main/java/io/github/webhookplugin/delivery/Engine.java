package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.DeliveryListener;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.Retention;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.ServiceHealth;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.Ancestry;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.QueuedDelivery;
import io.github.webhookplugin.outbox.RedeliveryLog;
import io.github.webhookplugin.outbox.StoreException;
import io.github.webhookplugin.outbox.Terms;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.sending.Sender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Durable delivery: takes events in, keeps lanes going, and stops without losing anything. Any thread. */
public final class Engine {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);
  /** What was made to fail ends within this. */
  private static final Duration FORCED = Duration.ofMillis(500);

  private static final int LANE_THREADS =
      Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));

  /** Events of a batch that is sent as a test. */
  private static final int TRIAL_BATCH = 3;

  private final Outbox outbox;
  private final Sender sender;
  private final Clock clock;
  private final Lanes lanes;
  private final Courier courier;
  private final Trials trials;
  private final Receipts receipts;
  private final Upkeep upkeep;
  private final ServiceStates states;
  private final Notices notices;
  private final StoreLoop loop;
  private final Redeliverer redeliverer;
  private final Interventions interventions;
  private final Thread storeThread;
  private final ExecutorService laneThreads;
  private final String version;
  private final Runnable settingsLook;

  /**
   * What the engine works with.
   *
   * @param version of the plugin, for the requests' User-Agent
   * @param clock the host's, for the times in requests; what is due goes by the store's
   * @param lease how long what this node takes up belongs to it, unless renewed
   * @param threads makes a named thread for each purpose
   * @param past what was delivered before
   * @param settingsLook called now and then when other nodes may have changed the settings
   */
  public record Parts(
      String version,
      Outbox outbox,
      Sender sender,
      Clock clock,
      Duration lease,
      List<DeliveryListener> listeners,
      Retention retention,
      Threads threads,
      Past past,
      Runnable settingsLook) {}

  /**
   * What is known of the past.
   *
   * @param log stays the caller's to close, after {@link #stop}
   * @param services reads a service as it was stored, as far as its bodies go; empty if it cannot be read
   */
  public record Past(RedeliveryLog log, Function<String, Optional<WebhookService>> services) {}

  /** Makes threads that carry their purpose in their name. */
  public interface Threads {
    ThreadFactory named(String purpose);
  }

  public Engine(Parts parts) {
    version = parts.version();
    settingsLook = parts.settingsLook();
    outbox = parts.outbox();
    sender = parts.sender();
    clock = outbox.clock();
    laneThreads = Executors.newFixedThreadPool(LANE_THREADS, parts.threads().named("lane"));
    courier = new Courier(sender, parts.clock(), outbox.ids());
    trials = new Trials(courier, sender, parts.clock());
    var memory = new AtomicLong();
    IntFunction<Lane> maker =
        number -> new Lane(number, courier, laneThreads, this::settled, clock, memory);
    lanes = new Lanes(memory, maker);
    states = new ServiceStates(lanes);
    receipts = new Receipts(parts.listeners(), parts.threads().named("receipts"));
    var results = new Results();
    notices = new Notices(receipts, lanes, states, outbox.ids(), clock);
    var watching =
        new Upkeep.Watching(states, new CircuitWatch(lanes, states, notices), this::look);
    upkeep = new Upkeep(lanes, watching, clock, parts.retention(), parts.lease(), outbox.shared());
    var turn = new Turn(outbox, lanes, results, states, notices, parts.lease(), clock);
    loop = new StoreLoop(outbox, lanes, results, turn, upkeep, clock);
    storeThread = parts.threads().named("store").newThread(loop);
    interventions = new Interventions(loop, outbox, lanes, upkeep, notices, clock);
    var bodies = new PastBodies(parts.past().log(), parts.past().services(), courier, version);
    redeliverer = new Redeliverer(
        loop,
        outbox,
        lanes,
        bodies,
        parts.past().log(),
        clock,
        parts.threads().named("redelivery"));
  }

  /**
   * Starts delivering; no lane sends before {@link #apply}.
   *
   * @throws StoreException if the store cannot be read
   */
  public void start() {
    var read = loop.call(() -> {
      states.take(outbox.health());
      return 0;
    });
    storeThread.start();
    try {
      read.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Puts settings in force. A service that is not among them any more ends its deliveries unsent; one that cannot be
   * read keeps them waiting. A stopped one that was switched off and is on again, or has another address, is started
   * again.
   */
  public void apply(ActiveSettings active) {
    List<Integer> started = states.apply(active);
    Map<Integer, Route> routes = new HashMap<>();
    var followUps = new FollowUps(outbox.keys(), outbox.ids());
    for (WebhookService service : active.settings().services()) {
      routes.put(
          active.number(service.id()),
          Route.of(service, active.settings().global(), version)
              .leadingTo(Followers.of(service, active, states, outbox.keys(), followUps)));
    }
    Map<Integer, Terms> terms = terms(active);
    var reshaped = new ArrayList<Lanes.Berth>();
    active.numbers().forEach((id, number) -> {
      if (!active.unreadable().contains(id)) {
        Lanes.Berth berth = lanes.of(number);
        if (!Objects.equals(berth.terms(), terms.get(number))) {
          berth.terms(terms.get(number));
          reshaped.add(berth);
        }
        berth.lane().route(routes.get(number));
      }
    });
    loop.wake();
    reshape(reshaped);
    endDeleted(active, routes);
    for (int service : started) {
      var unused = resume(service);
    }
    redeliverer.services(routes.keySet());
  }

  private void look() {
    settingsLook.run();
    redeliverer.look();
  }

  private static Map<Integer, Terms> terms(ActiveSettings active) {
    Map<Integer, Terms> terms = new HashMap<>();
    for (WebhookService service : active.settings().services()) {
      int number = active.number(service.id());
      Terms own = Terms.of(service.shaping(), active.settings().global(), number);
      if (own != null) {
        terms.put(number, own);
      }
    }
    return terms;
  }

  /** What waits in memory without the permits that it needs now goes back to the store. */
  private void reshape(List<Lanes.Berth> berths) {
    if (berths.isEmpty()) {
      return;
    }
    var unused = loop.call(() -> {
      for (Lanes.Berth berth : berths) {
        lanes.reshape(berth, clock.millis()).forEach(loop::settled);
        outbox.reshaped(berth.lane().service());
      }
      upkeep.lookSoon();
      return berths.size();
    });
  }

  /** What waits for a service that is gone ends now, not when its retry would have been due. */
  private void endDeleted(ActiveSettings active, Map<Integer, Route> routes) {
    List<Integer> gone = active.numbers().entrySet().stream()
        .filter(number -> !active.unreadable().contains(number.getKey()))
        .map(Map.Entry::getValue)
        .filter(number -> !routes.containsKey(number))
        .toList();
    if (gone.isEmpty()) {
      return;
    }
    var unused = loop.call(() -> {
      for (int service : gone) {
        outbox.forgetPermits(service);
        if (outbox.dueAtOnce(service) > 0) {
          upkeep.lookSoon();
        }
      }
      return gone.size();
    });
  }

  /**
   * Stores an event and starts its deliveries.
   *
   * @param patience how long to wait for room
   * @return ends when the event is on disk, with the id of an earlier event if this one only repeats it by its
   *     deduplication key and was dropped; or exceptionally with a {@link PublishException}
   * @throws PublishException if there is no room in time, or the engine is stopping
   */
  public CompletableFuture<Optional<String>> accept(
      NewEvent event, EventModel model, Duration patience) {
    var stored = new CompletableFuture<Optional<String>>();
    loop.intake().add(new Incoming(event, model, stored), patience);
    return stored;
  }

  /**
   * Like {@link #accept}, and waits until it has ended. Not on the store thread.
   *
   * @return what {@link #accept} ends with
   * @throws PublishException if the event was not stored
   */
  public Optional<String> acceptAndWait(NewEvent event, EventModel model, Duration patience) {
    var stored = new CompletableFuture<Optional<String>>();
    loop.intake().add(new Incoming(event, model, stored), patience).await();
    try {
      return stored.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof PublishException cause ? cause : e;
    }
  }

  /**
   * Announces an event that its host stores by itself, in its own transaction; from now on such are looked for often.
   *
   * @return the event as its services want it stored
   * @throws PublishException if the engine is stopping
   */
  public NewEvent expectStored(NewEvent event) {
    loop.intake().checkOpen();
    upkeep.lookOften();
    return event.with(event.deliveries().stream().map(lanes::onTerms).toList());
  }

  /** Delivers an event that a host has stored and committed; harmless if it has not. */
  public void stored(NewEvent event, EventModel model) {
    List<NewDelivery> free =
        event.deliveries().stream().filter(one -> one.hold() == Hold.FREE).toList();
    long[] skipped = event.deliveries().stream()
        .filter(one -> one.hold() == Hold.SKIPPED)
        .mapToLong(NewDelivery::delivery)
        .toArray();
    var unused = loop.call(() -> {
          free.forEach(one -> lanes.stored(one, clock.millis()));
          return outbox.countSkipped(skipped);
        })
        .thenAccept(counted -> {
          if (counted > 0) {
            notices.skipped(event, model);
          }
        });
  }

  /** Whether the caller is the thread that everything is stored by: it must not wait for anything to be stored. */
  public boolean isStoreThread() {
    return Thread.currentThread() == storeThread;
  }

  /** Runs one transaction on the store thread. */
  public <T> CompletableFuture<T> call(Outbox.Work<T> work) {
    return loop.call(work);
  }

  /** How a service is doing, by its number; of another node's doing up to a second late. */
  public ServiceHealth health(int service) {
    return states.of(service);
  }

  /** The services that are stopped, by number, and why. */
  public Map<Integer, String> stopped() {
    return states.stopped();
  }

  /** Whether this node calls a service, by its number, no more than for a probe because it failed so often. */
  public boolean circuitOpen(int service) {
    return lanes.of(service).lane().circuitOpen();
  }

  /** When this node calls a service again, by its number; empty if nothing says later. */
  public Optional<Instant> pausedUntil(int service) {
    long until = lanes.of(service).lane().pausedUntil();
    return until == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until));
  }

  /**
   * Starts a stopped service again, by its number, and ends any pause that this node makes of it; ends false if it is
   * not stopped.
   */
  public CompletableFuture<Boolean> resume(int service) {
    return loop.call(() -> states.resume(service, outbox))
        .thenCompose(changes -> loop.call(() -> {
          // on the store thread, so that it comes in the order of the commits
          states.committed(changes);
          lanes.of(service).lane().unpause();
          notices.changed(changes);
          upkeep.lookSoon();
          return !changes.isEmpty();
        }));
  }

  /** Sends past deliveries again. */
  public Redeliverer redeliverer() {
    return redeliverer;
  }

  /** What admins do to deliveries that wait. */
  public Interventions interventions() {
    return interventions;
  }

  /** The request that a service would send for an event, without sending it. Throws RenderException. */
  public ShownRequest preview(WebhookService service, GlobalSettings global, EventModel event) {
    Route route = Route.of(service, global, version);
    return ShownRequest.of(courier.request(route, trial(service, event), clock.instant()), service);
  }

  /** Sends one request for an event, once, past the store: whether sending is switched on or not. */
  public CompletableFuture<Trial> test(
      WebhookService service, GlobalSettings global, EventModel event) {
    return trials.send(Route.of(service, global, version), trial(service, event));
  }

  /** For a service with batches a batch: the event, and others like it. */
  private Work trial(WebhookService service, EventModel event) {
    long key = outbox.keys().block(TRIAL_BATCH);
    int size = Math.min(TRIAL_BATCH, service.shaping().batching().size());
    var others = new ArrayList<Work.Part>();
    for (int i = 1; i < size; i++) {
      EventModel another = event.withId(event.eventId() + "-" + (i + 1));
      others.add(new Work.Part(QueuedDelivery.fresh(key + i, 0, 0), another));
    }
    var first = new Work.Part(QueuedDelivery.fresh(key, 0, 0), event);
    return new Work(first, others, Ancestry.NONE, null, 0, 0);
  }

  /** What is wrong with the store, while something is. */
  public Optional<String> trouble() {
    return loop.trouble();
  }

  /**
   * Stops: takes nothing in, lets what is under way finish, gives the rest back to the store, ends every thread.
   * Never throws; what could not end in time is logged.
   */
  public void stop(Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    loop.intake().close();
    redeliverer.hold();
    lanes.holdAll(true);
    while (lanes.flying() > 0 && System.nanoTime() < deadline - bound.toNanos() / 2) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    sender.close(left(deadline).dividedBy(2));
    lanes.shedAll(clock.millis()).forEach(loop::settled);
    loop.finish();
    try {
      join(storeThread, left(deadline), outbox::abort);
      redeliverer.join(left(deadline).dividedBy(2));
      laneThreads.shutdown();
      if (!laneThreads.awaitTermination(
          Math.max(1, left(deadline).toMillis()), TimeUnit.MILLISECONDS)) {
        log.warn("lane threads did not end in time");
      }
      receipts.stop(left(deadline).dividedBy(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void settled(Settled settled) {
    loop.settled(settled);
  }

  private static void join(Thread thread, Duration bound, Runnable force)
      throws InterruptedException {
    thread.join(Math.max(1, bound.toMillis()));
    if (thread.isAlive()) {
      log.warn("{} did not end in time", thread.getName());
      force.run();
      thread.interrupt();
      thread.join(FORCED.toMillis());
    }
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(
        Math.max(Duration.ofMillis(100).toNanos(), deadline - System.nanoTime()));
  }
}
