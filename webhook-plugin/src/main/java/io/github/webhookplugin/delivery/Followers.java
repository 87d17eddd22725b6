package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.FallbackChain;
import io.github.webhookplugin.model.Hops;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.Follows;
import io.github.webhookplugin.outbox.Follows.Follow;
import io.github.webhookplugin.outbox.Keys;
import io.github.webhookplugin.outbox.Lineage.Cause;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import io.github.webhookplugin.outbox.QueuedDelivery;
import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Settlement.Ended;
import io.github.webhookplugin.rendering.EventModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ends of one service's deliveries lead to: its fallback gets the event, another service hears of the end.
 * Immutable but for the states that it asks; shared between threads.
 */
final class Followers {
  private static final String OPEN = "The service failed too often in a row and is paused. ";

  private final WebhookService service;
  private final ActiveSettings active;
  private final ServiceStates states;
  private final Keys keys;
  private final FollowUps followUps;

  private Followers(
      WebhookService service,
      ActiveSettings active,
      ServiceStates states,
      Keys keys,
      FollowUps followUps) {
    this.service = service;
    this.active = active;
    this.states = states;
    this.keys = keys;
    this.followUps = followUps;
  }

  /** Null if nothing follows on the service's deliveries. */
  static @Nullable Followers of(
      WebhookService service,
      ActiveSettings active,
      ServiceStates states,
      Keys keys,
      FollowUps followUps) {
    FailureRules failures = service.failures();
    return failures.fallback() == null && failures.downstream() == null
        ? null
        : new Followers(service, active, states, keys, followUps);
  }

  /** The end with what it leads to: each of those that went out together has its own. */
  Ended after(Work work, Ended end) {
    FallbackChain first = chain(before(work), work.queued(), end);
    Ended said = first.said().isEmpty() ? end : end.saying(end.sentence() + " " + first.said());
    var deliveries = new ArrayList<Follow>();
    var events = new ArrayList<NewEvent>();
    for (Work.Part part : work.parts()) {
      QueuedDelivery queued = part.queued();
      boolean isFirst = queued.delivery() == end.delivery();
      FallbackChain chain = isFirst ? first : chain(hops(part.model()), queued, end);
      deliveries(chain, queued.delivery())
          .forEach(next -> deliveries.add(new Follow(queued.event(), next)));
      followUps.of(service, part, said, active, states.stopped()).ifPresent(events::add);
    }
    return said.with(new Follows(deliveries, events));
  }

  /**
   * What becomes of a new delivery while the service's circuit is open: recorded as skipped, and on to the fallback.
   * Empty if no fallback gets it: then it waits.
   */
  List<NewDelivery> around(NewDelivery delivery, EventModel event) {
    FallbackChain chain = FallbackChain.after(service, hops(event), 0, active, states.stopped());
    if (delivery.lineage().cause() != Cause.EVENT || !chain.delivers()) {
      return List.of();
    }
    var all = new ArrayList<NewDelivery>();
    all.add(delivery.skipped(OPEN + chain.said()));
    all.addAll(deliveries(chain, delivery.delivery()));
    return all;
  }

  /** Those that have not taken it, and those that it came through: none of them gets it. */
  private List<Integer> before(Work work) {
    var before = new ArrayList<>(work.ancestry().services());
    before.addAll(hops(work.model()));
    return before;
  }

  private List<Integer> hops(EventModel event) {
    return Hops.of(event.origin()).numbers(active);
  }

  private FallbackChain chain(List<Integer> before, QueuedDelivery queued, Ended end) {
    return end.result() == Result.FAILED
        ? FallbackChain.after(service, before, queued.lineage().depth(), active, states.stopped())
        : FallbackChain.NONE;
  }

  private List<NewDelivery> deliveries(FallbackChain chain, long first) {
    return NewDelivery.along(chain, first, () -> keys.block(1));
  }
}
