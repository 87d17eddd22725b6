package io.github.webhookplugin.delivery;

import io.github.webhookplugin.outbox.Ancestry;
import io.github.webhookplugin.outbox.QueuedDelivery;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.verdict.Tries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A delivery that this node holds in memory, leased to it in the store; maybe with others that go out with it. */
final class Work {
  private static final int SMALL = 16 * 1_024;

  private final QueuedDelivery queued;
  private final EventModel model;
  private final List<Part> others;
  private final byte @Nullable [] frozen;
  private final int bytes;
  private final Ancestry ancestry;
  /** When the store may give it to another node; changed by the store thread alone. */
  private volatile long leaseUntil;

  /** A delivery with its event. */
  record Part(QueuedDelivery queued, EventModel model) {}

  /** One that is alone and came from no other service. */
  Work(
      QueuedDelivery queued,
      EventModel model,
      byte @Nullable [] frozen,
      int bytes,
      long leaseUntil) {
    this(new Part(queued, model), List.of(), Ancestry.NONE, frozen, bytes, leaseUntil);
  }

  /**
   * Several deliveries in one request; the first one stands for them.
   *
   * @param ancestry of the first; what came from another service goes alone
   */
  Work(
      Part first,
      List<Part> others,
      Ancestry ancestry,
      byte @Nullable [] frozen,
      int bytes,
      long leaseUntil) {
    this.queued = first.queued();
    this.model = first.model();
    this.ancestry = ancestry;
    this.others = List.copyOf(others);
    this.frozen = frozen;
    this.bytes = bytes;
    this.leaseUntil = leaseUntil;
  }

  /** The same, with a text of each event shortened to so many characters. */
  Work shortened(String name, int most) {
    var first = new Part(queued, model.shortened(name, most));
    var rest = others.stream()
        .map(other -> new Part(other.queued(), other.model().shortened(name, most)))
        .toList();
    return new Work(first, rest, ancestry, frozen, bytes, leaseUntil);
  }

  /** As it was when this node took it up. */
  QueuedDelivery queued() {
    return queued;
  }

  long delivery() {
    return queued.delivery();
  }

  int service() {
    return queued.service();
  }

  /** Whether it goes to somebody's own webhook. */
  boolean personal() {
    return queued.lineage().personal();
  }

  /** Attempts that have ended before. */
  int tries() {
    return queued.tries();
  }

  /** The same, by what came of them. */
  Tries before() {
    return new Tries(queued.failures(), Math.max(0, queued.tries() - queued.failures()));
  }

  /** The delivery whose public id is sent. */
  long identity() {
    long other = queued.lineage().identity();
    return other == 0 ? queued.delivery() : other;
  }

  /** The services that did not take the event before. */
  Ancestry ancestry() {
    return ancestry;
  }

  EventModel model() {
    return model;
  }

  /** Those that go out with it, without itself. */
  List<Part> others() {
    return others;
  }

  /** All that go out in the request, the first one first. */
  List<Part> parts() {
    var parts = new ArrayList<Part>(others.size() + 1);
    parts.add(new Part(queued, model));
    parts.addAll(others);
    return parts;
  }

  /** All events of the request, the first one first. */
  List<EventModel> events() {
    var events = new ArrayList<EventModel>(others.size() + 1);
    events.add(model);
    others.forEach(other -> events.add(other.model()));
    return events;
  }

  /** The bytes to send again; null before the first failure. */
  byte @Nullable [] frozen() {
    return frozen;
  }

  /** What it weighs in memory, about. */
  int bytes() {
    return bytes;
  }

  /** Whether it is made into a request in no time worth speaking of: a thread that serves all services may do it. */
  boolean isSmall() {
    return bytes <= SMALL && others.isEmpty();
  }

  long leaseUntil() {
    return leaseUntil;
  }

  void leasedUntil(long millis) {
    leaseUntil = millis;
  }
}
