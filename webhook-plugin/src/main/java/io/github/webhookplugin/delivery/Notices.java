package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.model.PublicIds;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Settlement;
import io.github.webhookplugin.rendering.EventModel;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Makes receipts of what a turn has committed. Belongs to the store thread. */
final class Notices {
  private final Receipts receipts;
  private final Lanes lanes;
  private final PublicIds ids;
  private final Clock clock;

  Notices(Receipts receipts, Lanes lanes, PublicIds ids, Clock clock) {
    this.receipts = receipts;
    this.lanes = lanes;
    this.ids = ids;
    this.clock = clock;
  }

  /** Tells of deliveries that were skipped; {@code events} and {@code incoming} go together. */
  void stored(List<NewEvent> events, List<Incoming> incoming) {
    if (!receipts.wanted()) {
      return;
    }
    for (int i = 0; i < events.size(); i++) {
      for (NewDelivery delivery : events.get(i).deliveries()) {
        if (delivery.hold() == Hold.SKIPPED) {
          receipts.add(receipt(
              incoming.get(i).model(),
              delivery.delivery(),
              delivery.service(),
              DeliveryReceipt.Outcome.SKIPPED,
              0,
              clock.instant(),
              delivery.reason()));
        }
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
        receipts.add(receipt(
            one.work().model(),
            end.delivery(),
            end.service(),
            end.result() == Result.DELIVERED
                ? DeliveryReceipt.Outcome.DELIVERED
                : DeliveryReceipt.Outcome.FAILED,
            end.tries(),
            Instant.ofEpochMilli(end.at()),
            end.sentence()));
      }
    }
  }

  private DeliveryReceipt receipt(
      EventModel event,
      long delivery,
      int service,
      DeliveryReceipt.Outcome outcome,
      int tries,
      Instant at,
      String reason) {
    return new DeliveryReceipt(
        event.eventId(),
        event.type(),
        ids.of(delivery).toString(),
        lanes.of(service).lane().name(),
        outcome,
        tries,
        at,
        reason);
  }
}
