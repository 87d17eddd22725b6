package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.ServiceNotice;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.ServiceHealth;
import io.github.webhookplugin.outbox.AuditEntry;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.StoreException;
import io.github.webhookplugin.sending.Sender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Durable delivery: takes events in, keeps lanes going, and stops without losing anything. Any thread. */
public final class Engine {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);
  /** What was made to fail ends within this. */
  private static final Duration FORCED = Duration.ofMillis(500);

  private static final int LANE_THREADS =
      Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));

  private final Outbox outbox;
  private final Sender sender;
  private final Dispatch dispatch;
  private final Clock clock;
  private final Lanes lanes;
  private final Trials trials;
  private final People people;
  private final PersonalCourier personal;
  private final Receipts receipts;
  private final Upkeep upkeep;
  private final ServiceStates states;
  private final Notices notices;
  private final StoreLoop loop;
  private final Redeliverer redeliverer;
  private final Interventions interventions;
  private final Routing routing;
  private final Entrance entrance;
  private final Thread storeThread;
  private final ExecutorService laneThreads;
  private final Runnable settingsLook;

  public Engine(EngineParts parts) {
    settingsLook = parts.settingsLook();
    outbox = parts.outbox();
    sender = parts.sender();
    clock = outbox.clock();
    laneThreads = Executors.newFixedThreadPool(LANE_THREADS, parts.threads().named("lane"));
    dispatch = new Dispatch(sender, parts.clock(), parts.version());
    var courier =
        new Courier(dispatch, parts.clock(), outbox.ids(), parts.host().own());
    people = new People(parts.host().people(), clock, parts.threads().named("directory"));
    personal = new PersonalCourier(
        courier,
        people,
        new PersonalRoutes(parts.version(), parts.host().recipes()),
        parts.clock());
    trials = new Trials(courier, dispatch, sender, parts.clock(), outbox.keys(), parts.version());
    var memory = new AtomicLong();
    IntFunction<Lane> maker =
        number -> new Lane(number, personal, laneThreads, this::settled, clock, memory);
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
    routing = new Routing(loop, outbox, lanes, states, upkeep, parts.version());
    entrance = new Entrance(loop, outbox, lanes, upkeep, notices);
    interventions = new Interventions(loop, outbox, lanes, upkeep, notices, clock);
    var bodies =
        new PastBodies(parts.past().log(), parts.past().services(), courier, parts.version());
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
    dispatch.apply(active);
    routing.apply(active);
    for (int service : started) {
      var unused = resumed(service, () -> states.resume(service, outbox));
    }
    redeliverer.services(active.settings().services().stream()
        .map(service -> active.number(service.id()))
        .collect(Collectors.toSet()));
    upkeep.lookSoon();
  }

  private void look() {
    settingsLook.run();
    redeliverer.look();
    people.giveUp();
  }

  /** Where events come in. */
  public Entrance entrance() {
    return entrance;
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

  /** How much slower this node calls a service, by its number, because its receiver throttled; empty if it does not. */
  public Optional<Slowed> slowed(int service) {
    return Optional.ofNullable(lanes.of(service).lane().slowed());
  }

  /**
   * Starts a stopped service again, by its number, and ends any pause that this node makes of it; ends false if it is
   * not stopped.
   */
  public CompletableFuture<Boolean> resume(int service, AuditEntry audit) {
    return resumed(service, () -> {
      List<ServiceStates.Change> changes = states.resume(service, outbox);
      if (!changes.isEmpty()) {
        outbox.audit(audit);
      }
      return changes;
    });
  }

  private CompletableFuture<Boolean> resumed(
      int service, Outbox.Work<List<ServiceStates.Change>> work) {
    return loop.call(work)
        .thenCompose(changes -> loop.call(() -> {
          // on the store thread, so that it comes in the order of the commits
          states.committed(changes);
          lanes.of(service).lane().unpause();
          notices.changed(changes);
          upkeep.lookSoon();
          return !changes.isEmpty();
        }));
  }

  /** Tells that a service, by its number, gets very many events about one thing; any thread. */
  public void burst(int service, String sentence) {
    notices.tell(service, ServiceNotice.Kind.BURST, sentence);
  }

  /** The webhooks of the host's people. */
  public People people() {
    return people;
  }

  /** Sends past deliveries again. */
  public Redeliverer redeliverer() {
    return redeliverer;
  }

  /** What admins do to deliveries that wait. */
  public Interventions interventions() {
    return interventions;
  }

  /** Single requests past the store and the lanes. */
  public Trials trials() {
    return trials;
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
    people.close();
    while (lanes.flying() > 0 && System.nanoTime() < deadline - bound.toNanos() / 2) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    sender.close(left(deadline).dividedBy(2));
    lanes.shedAll(clock.millis()).forEach(loop::settled);
    loop.finish();
    try {
      join(storeThread, left(deadline), outbox::abort);
      redeliverer.join(left(deadline).dividedBy(2));
      people.join(left(deadline).dividedBy(2));
      laneThreads.shutdown();
      if (!laneThreads.awaitTermination(
          Math.max(1, left(deadline).toMillis()), TimeUnit.MILLISECONDS)) {
        log.warn("lane threads did not end in time");
      }
      receipts.stop(left(deadline).dividedBy(3));
      personal.close();
      dispatch.close();
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
