package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.api.ServiceNotice;
import io.github.webhookplugin.api.ServiceNotice.Kind;
import io.github.webhookplugin.model.PublicIds;
import io.github.webhookplugin.outbox.Follows;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Settlement;
import io.github.webhookplugin.rendering.EventModel;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of what a turn has committed. Belongs to the store thread, which hands over as little as it must: receipts and
 * notices are made on the thread that tells them.
 */
final class Notices {
  private static final Logger log = LoggerFactory.getLogger(Notices.class);

  private final Receipts receipts;
  private final Lanes lanes;
  private final ServiceStates states;
  private final PublicIds ids;
  private final Clock clock;

  Notices(Receipts receipts, Lanes lanes, ServiceStates states, PublicIds ids, Clock clock) {
    this.receipts = receipts;
    this.lanes = lanes;
    this.states = states;
    this.ids = ids;
    this.clock = clock;
  }

  /** Tells of deliveries that were skipped; {@code events} and {@code incoming} go together. */
  void stored(List<NewEvent> events, List<Incoming> incoming) {
    if (receipts.wanted()) {
      for (int i = 0; i < events.size(); i++) {
        skipped(events.get(i), incoming.get(i).model());
      }
    }
  }

  /** Tells of an event's deliveries that were skipped; any thread. */
  void skipped(NewEvent event, EventModel model) {
    if (!receipts.wanted()) {
      return;
    }
    for (NewDelivery delivery : event.deliveries()) {
      if (delivery.hold() == Hold.SKIPPED) {
        skipped(model, delivery);
        receipts.wake();
      }
    }
  }

  /** Tells of deliveries that ended. */
  void settled(List<Settled> settled) {
    if (!receipts.wanted()) {
      return;
    }
    for (Settled one : settled) {
      if (one.settlement() instanceof Settlement.Ended end) {
        ended(one.work().model(), end.delivery(), end);
        for (Work.Part other : one.work().others()) {
          ended(other.model(), other.queued().delivery(), end);
        }
        for (Follows.Follow next : end.follows().deliveries()) {
          if (next.delivery().hold() == Hold.SKIPPED) {
            one.work().parts().stream()
                .filter(part -> part.queued().event() == next.event())
                .forEach(part -> skipped(part.model(), next.delivery()));
          }
        }
      }
    }
    receipts.wake();
  }

  /** Tells of services that stopped, were started again, or gave a delivery up for the first time since a success. */
  void changed(List<ServiceStates.Change> changes) {
    for (ServiceStates.Change change : changes) {
      if (change.stopped()) {
        tell(change.service(), Kind.STOPPED, "It is stopped. " + change.reason());
      } else if (change.resumed()) {
        tell(change.service(), Kind.RESUMED, "It was stopped and sends again.");
      } else if (change.reachedLimit()) {
        tell(
            change.service(),
            Kind.RETRY_LIMIT_REACHED,
            "It gave up a delivery and goes on with new events. " + change.reason());
      }
    }
  }

  /** Tells of a service, in the host's log too. */
  void tell(int service, Kind kind, String sentence) {
    Instant at = clock.instant();
    String name = lanes.of(service).lane().name();
    String id = states.id(service);
    if (kind == Kind.RESUMED || kind == Kind.CIRCUIT_CLOSED) {
      log.info("service {} ({}): {}", OneLine.of(name), id, OneLine.of(sentence));
    } else {
      log.warn("service {} ({}): {}", OneLine.of(name), id, OneLine.of(sentence));
    }
    receipts.add(() -> {
      var notice = new ServiceNotice(id, name, kind, at, sentence);
      return new Receipts.Message("service " + id, listener -> listener.noticed(notice));
    });
    receipts.wake();
  }

  private void skipped(EventModel event, NewDelivery delivery) {
    add(
        event,
        delivery.delivery(),
        delivery.service(),
        Outcome.SKIPPED,
        0,
        clock.millis(),
        delivery.reason());
  }

  private void ended(EventModel event, long delivery, Settlement.Ended end) {
    add(
        event,
        delivery,
        end.service(),
        end.result() == Result.DELIVERED ? Outcome.DELIVERED : Outcome.FAILED,
        end.tries(),
        end.at(),
        end.sentence());
  }

  /** Takes from the event what it needs: thousands of whole events must not wait for a slow listener. */
  private void add(
      EventModel event,
      long delivery,
      int service,
      Outcome outcome,
      int tries,
      long at,
      String reason) {
    String eventId = event.eventId();
    String type = event.type();
    receipts.add(() -> {
      String id = ids.of(delivery).toString();
      var receipt = new DeliveryReceipt(
          eventId,
          type,
          id,
          lanes.of(service).lane().name(),
          outcome,
          tries,
          Instant.ofEpochMilli(at),
          reason);
      return new Receipts.Message("delivery " + id, listener -> listener.ended(receipt));
    });
  }
}
