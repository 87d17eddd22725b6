package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import io.github.webhookplugin.model.PublicIds;
import io.github.webhookplugin.outbox.Admission;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.outbox.Outbox;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which events of a turn are stored, and which are repetitions of earlier ones. Belongs to the store thread. */
final class Admissions {
  private final Map<Long, Admission> decided;
  private final List<Incoming> fresh;

  private Admissions(Map<Long, Admission> decided, List<Incoming> fresh) {
    this.decided = decided;
    this.fresh = fresh;
  }

  /** Asks the store about those that have a deduplication key; inside its transaction. */
  static Admissions of(List<Incoming> incoming, Outbox outbox) throws SQLException {
    var keyed = new ArrayList<NewEvent>();
    for (Incoming one : incoming) {
      if (one.event().once() != null) {
        keyed.add(one.event());
      }
    }
    if (keyed.isEmpty()) {
      return new Admissions(Map.of(), incoming);
    }
    Map<Long, Admission> decided = outbox.admit(keyed);
    return new Admissions(
        decided,
        incoming.stream()
            .filter(one -> admission(decided, one) instanceof Admission.Fresh)
            .toList());
  }

  /** Those that are to be stored. */
  List<Incoming> fresh() {
    return fresh;
  }

  /** Tells the caller of an event what became of it; after the commit. */
  void tell(Incoming one, PublicIds ids) {
    Admission admission = admission(decided, one);
    if (admission instanceof Admission.Undecided) {
      one.stored()
          .completeExceptionally(new PublishException(
              Reason.BUSY,
              "an event with the same deduplication key was published in a transaction that has not ended;"
                  + " publish again later"));
    } else if (admission instanceof Admission.Repeated repeated) {
      one.stored().complete(Optional.of(ids.eventId(repeated.id(), repeated.event())));
    } else {
      one.stored().complete(Optional.empty());
    }
  }

  private static Admission admission(Map<Long, Admission> decided, Incoming one) {
    return decided.isEmpty()
        ? Admission.FRESH
        : decided.getOrDefault(one.event().event(), Admission.FRESH);
  }
}
