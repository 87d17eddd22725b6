package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.outbox.Claimed;
import io.github.webhookplugin.outbox.Lineage.Cause;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import io.github.webhookplugin.outbox.QueuedDelivery;
import io.github.webhookplugin.outbox.Terms;
import io.github.webhookplugin.rendering.DamagedEventException;
import io.github.webhookplugin.rendering.EventModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which new deliveries go to their lanes in memory and which wait in the store, and brings work to the lanes
 * after the commit. Belongs to the store thread.
 */
final class Handover {
  private static final Logger log = LoggerFactory.getLogger(Handover.class);

  private final Lanes lanes;

  Handover(Lanes lanes) {
    this.lanes = lanes;
  }

  /** The events with every delivery's hold decided; those for memory are added to {@code handed}. */
  List<NewEvent> assign(List<Incoming> incoming, long now, long leaseUntil, List<Work> handed) {
    var events = new ArrayList<NewEvent>(incoming.size());
    for (Incoming one : incoming) {
      NewEvent event = one.event();
      var deliveries = new ArrayList<NewDelivery>(event.deliveries().size());
      for (NewDelivery delivery : event.deliveries()) {
        assign(one, delivery, now, leaseUntil, handed, deliveries);
      }
      events.add(event.with(deliveries));
    }
    return events;
  }

  private void assign(
      Incoming one,
      NewDelivery delivery,
      long now,
      long leaseUntil,
      List<Work> handed,
      List<NewDelivery> into) {
    if (delivery.hold() == Hold.SKIPPED) {
      into.add(delivery);
      return;
    }
    Berth berth = lanes.of(delivery.service());
    Terms terms = berth.terms();
    if (delivery.lineage().cause() != Cause.EVENT || !lanes.takes(berth, one.bytes(), now)) {
      keep(one, delivery, berth, terms, now, into);
      return;
    }
    var queued = QueuedDelivery.fresh(delivery.delivery(), one.event().event(), delivery.service());
    handed.add(new Work(queued, one.model(), null, one.bytes(), leaseUntil));
    into.add(new NewDelivery(delivery.delivery(), delivery.service(), Hold.LEASED, ""));
  }

  /** Leaves a delivery in the store, or brings it around an open circuit. */
  private void keep(
      Incoming one,
      NewDelivery delivery,
      Berth berth,
      @Nullable Terms terms,
      long now,
      List<NewDelivery> into) {
    boolean mayProbe = berth.room() > 0 && berth.nextDue() > now;
    Followers followers = mayProbe ? null : berth.lane().followersWhileOpen();
    List<NewDelivery> around =
        followers == null ? List.of() : followers.around(delivery, one.model());
    if (!around.isEmpty()) {
      around.stream()
          .filter(next -> next.hold() == Hold.FREE)
          .forEach(next -> lanes.of(next.service()).due(now));
      into.addAll(around);
    } else if (terms != null && delivery.lineage().cause() == Cause.EVENT) {
      into.add(shaped(delivery, berth, terms, now));
    } else {
      berth.due(now);
      into.add(delivery);
    }
  }

  /** It goes when the store says so. */
  private static NewDelivery shaped(NewDelivery delivery, Berth berth, Terms terms, long now) {
    long delay = berth.gather(terms.grouping(), now);
    return new NewDelivery(
        delivery.delivery(), delivery.service(), Hold.FREE, "", delay, terms.ordered());
  }

  /** Work made of stored rows. */
  Work work(Claimed row, long leaseUntil) {
    int bytes = bytes(row) + (row.frozen() == null ? 0 : row.frozen().length);
    var first = new Work.Part(row.queued(), model(row));
    var others = new ArrayList<Work.Part>(row.others().size());
    for (Claimed other : row.others()) {
      others.add(new Work.Part(other.queued(), model(other)));
      bytes += bytes(other);
    }
    return new Work(first, others, row.ancestry(), row.frozen(), bytes, leaseUntil);
  }

  /** One event that cannot be read keeps no other waiting: an attempt at it fails. */
  private static EventModel model(Claimed row) {
    try {
      return EventModel.fromJson(row.event());
    } catch (DamagedEventException e) {
      log.warn("delivery {} has an event that cannot be read", row.delivery(), OneLine.trace(e));
      return EventModel.damaged(row.eventId(), row.type(), Instant.ofEpochMilli(row.at()));
    }
  }

  private static int bytes(Claimed row) {
    return row.event().length + 512;
  }

  void give(List<Work> works) {
    for (Work work : works) {
      Berth berth = lanes.of(work.service());
      berth.handedOver();
      berth.lane().offer(work);
    }
  }

  /** Forgets the places that were kept by {@link #assign}, after a turn that failed. */
  void cancel() {
    lanes.all().forEach(Berth::handedOver);
  }
}
