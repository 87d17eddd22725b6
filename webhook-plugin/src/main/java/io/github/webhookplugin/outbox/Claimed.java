package io.github.webhookplugin.outbox;

import io.github.webhookplugin.api.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored delivery that this node has taken up.
 *
 * @param eventId the host's own event id; null: the public id made of the key
 * @param at when the event happened, milliseconds since 1970
 * @param event the event as JSON
 * @param frozen the body to send again; null before the first failure
 * @param others those that go out in the same request, by their keys; it stands for them
 * @param ancestry the services that it was at before
 */
public record Claimed(
    QueuedDelivery queued,
    @Nullable String eventId,
    String type,
    long at,
    byte[] event,
    byte @Nullable [] frozen,
    List<Claimed> others,
    Ancestry ancestry) {
  Claimed with(List<Claimed> more) {
    return new Claimed(queued, eventId, type, at, event, frozen, more, ancestry);
  }

  Claimed with(Person recipient) {
    return new Claimed(queued.with(recipient), eventId, type, at, event, frozen, others, ancestry);
  }

  Claimed with(Ancestry known) {
    return new Claimed(queued, eventId, type, at, event, frozen, others, known);
  }

  public long delivery() {
    return queued.delivery();
  }
}
