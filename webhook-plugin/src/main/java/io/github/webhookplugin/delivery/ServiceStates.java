package io.github.webhookplugin.delivery;

import io.github.webhookplugin.delivery.Diagnosis.StopRules;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.ServiceHealth;
import io.github.webhookplugin.model.ServiceHealth.Failure;
import io.github.webhookplugin.model.ServiceHealth.Stop;
import io.github.webhookplugin.model.ServiceState;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.Settlement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the services are doing, as this node last saw it in the store. A service that only succeeds costs a look into a
 * map and no statement. The store thread writes; any thread reads.
 */
final class ServiceStates {
  private final Lanes lanes;
  private final Map<Integer, ServiceHealth> known = new ConcurrentHashMap<>();
  private volatile Map<Integer, StopRules> rules = Map.of();
  private volatile Map<Integer, String> ids = Map.of();
  private volatile Map<Integer, String> stopped = Map.of();
  private volatile Settings inForce = Settings.INITIAL;

  ServiceStates(Lanes lanes) {
    this.lanes = lanes;
  }

  /** What a transaction has changed. */
  record Change(int service, ServiceHealth before, ServiceHealth after) {
    boolean stopped() {
      return after.stopped() && !before.stopped();
    }

    boolean resumed() {
      return before.stopped() && !after.stopped();
    }

    boolean reachedLimit() {
      return after.state() == ServiceState.RETRY_LIMIT_REACHED && before.state() != after.state();
    }

    /** Why it stopped, or what failed last. */
    String reason() {
      Stop stop = after.stop();
      Failure failure = after.lastFailure();
      return stop != null ? stop.reason() : failure != null ? failure.reason() : "";
    }
  }

  /** A service's id by its number; empty if it is not among the settings. */
  String id(int service) {
    return ids.getOrDefault(service, "");
  }

  /** How a service is doing; fine if nothing is known. */
  ServiceHealth of(int service) {
    return known.getOrDefault(service, ServiceHealth.FINE);
  }

  /** The services that are stopped, by number, and why. */
  Map<Integer, String> stopped() {
    return stopped;
  }

  /**
   * Takes over settings.
   *
   * @return stopped services that an admin has started again by switching them off and on, or by another address
   */
  List<Integer> apply(ActiveSettings active) {
    var started = new ArrayList<Integer>();
    var after = new HashMap<Integer, StopRules>();
    var names = new HashMap<Integer, String>();
    for (WebhookService service : active.settings().services()) {
      int number = active.number(service.id());
      if (stopped.containsKey(number) && startedAgain(service)) {
        started.add(number);
      }
      names.put(number, service.id().toString());
      after.put(
          number,
          new StopRules(
              active.settings().global().stopAfter(), service.failures().stopAtLimit()));
    }
    rules = Map.copyOf(after);
    ids = Map.copyOf(names);
    inForce = active.settings();
    return started;
  }

  private boolean startedAgain(WebhookService now) {
    return inForce
        .service(now.id())
        .map(before -> (!before.on() && now.on())
            || !before.request().url().equals(now.request().url()))
        .orElse(false);
  }

  /** Takes over what is stored, by this node and others. */
  void take(Map<Integer, ServiceHealth> stored) {
    known.putAll(stored);
    showStops();
  }

  /**
   * Writes what settlements that took effect mean for their services; inside a transaction. Services are locked in the
   * order of their numbers, so that nodes never wait for each other in a circle.
   */
  List<Change> settled(List<Settlement> settlements, Outbox outbox) throws SQLException {
    Map<Integer, List<Settlement>> concerned = new TreeMap<>();
    for (Settlement settlement : settlements) {
      int service = settlement.service();
      if (concerned.containsKey(service) || Diagnosis.matters(settlement, of(service))) {
        concerned.computeIfAbsent(service, number -> new ArrayList<>()).add(settlement);
      }
    }
    var changes = new ArrayList<Change>();
    for (Map.Entry<Integer, List<Settlement>> one : concerned.entrySet()) {
      int service = one.getKey();
      ServiceHealth before = outbox.lockedHealth(service);
      ServiceHealth after = before;
      for (Settlement settlement : one.getValue()) {
        after = Diagnosis.after(after, settlement, rules.getOrDefault(service, StopRules.NEVER));
      }
      save(new Change(service, before, after), outbox, changes);
    }
    return changes;
  }

  /** Starts a stopped service again; inside a transaction. Nothing changes if it is not stopped. */
  List<Change> resume(int service, Outbox outbox) throws SQLException {
    var changes = new ArrayList<Change>();
    ServiceHealth before = outbox.lockedHealth(service);
    if (before.stopped()) {
      save(new Change(service, before, before.resumed()), outbox, changes);
    }
    return changes;
  }

  /** Takes over what the transaction has changed, after its commit. */
  void committed(List<Change> changes) {
    for (Change change : changes) {
      known.put(change.service(), change.after());
    }
    if (!changes.isEmpty()) {
      showStops();
    }
  }

  private static void save(Change change, Outbox outbox, List<Change> into) throws SQLException {
    if (!change.after().equals(change.before())) {
      outbox.saveHealth(change.service(), change.after());
    }
    into.add(change);
  }

  private void showStops() {
    Map<Integer, String> now = new HashMap<>();
    known.forEach((service, health) -> {
      if (health.stop() != null) {
        now.put(service, health.stop().reason());
      }
    });
    if (now.equals(stopped)) {
      return;
    }
    known.keySet().forEach(service -> lanes.of(service).lane().stop(now.containsKey(service)));
    stopped = Map.copyOf(now);
  }
}
