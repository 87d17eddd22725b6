package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts settings in force: what every lane does from now on. Any thread, one call at a time. */
final class Routing {
  private final StoreLoop loop;
  private final Outbox outbox;
  private final Lanes lanes;
  private final ServiceStates states;
  private final Upkeep upkeep;
  private final String version;

  Routing(
      StoreLoop loop,
      Outbox outbox,
      Lanes lanes,
      ServiceStates states,
      Upkeep upkeep,
      String version) {
    this.loop = loop;
    this.outbox = outbox;
    this.lanes = lanes;
    this.states = states;
    this.upkeep = upkeep;
    this.version = version;
  }

  /** Gives every service's lane its way; what belongs to a service that is gone ends unsent. */
  void apply(ActiveSettings active) {
    Map<Integer, Route> routes = routes(active);
    Map<Integer, Terms> terms = terms(active);
    var reshaped = new ArrayList<Berth>();
    active.numbers().forEach((id, number) -> {
      if (!active.unreadable().contains(id)) {
        Berth berth = lanes.of(number);
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
  }

  private Map<Integer, Route> routes(ActiveSettings active) {
    Map<Integer, Route> routes = new HashMap<>();
    var followUps = new FollowUps(outbox.keys(), outbox.ids());
    for (WebhookService service : active.settings().services()) {
      routes.put(
          active.number(service.id()),
          Route.of(service, active.settings().global(), version)
              .leadingTo(Followers.of(service, active, states, outbox.keys(), followUps)));
    }
    return routes;
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
  private void reshape(List<Berth> berths) {
    if (berths.isEmpty()) {
      return;
    }
    var unused = loop.call(() -> {
      for (Berth berth : berths) {
        berth.reshape(outbox.clock().millis(), loop::settled);
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
}
