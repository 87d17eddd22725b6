package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.ServiceNotice.Kind;
import io.github.webhookplugin.model.ServiceHealth.Failure;
import java.util.HashSet;
import java.util.Set;

/** Tells when a service's circuit has opened or closed. Belongs to the store thread. */
final class CircuitWatch {
  private final Lanes lanes;
  private final ServiceStates states;
  private final Notices notices;
  private final Set<Integer> open = new HashSet<>();

  CircuitWatch(Lanes lanes, ServiceStates states, Notices notices) {
    this.lanes = lanes;
    this.states = states;
    this.notices = notices;
  }

  void look() {
    for (Berth berth : lanes.all()) {
      Lane lane = berth.lane();
      if (lane.circuitOpen()) {
        if (open.add(lane.service())) {
          Failure last = states.of(lane.service()).lastFailure();
          notices.tell(
              lane.service(),
              Kind.CIRCUIT_OPENED,
              "It failed too often in a row: its deliveries wait, one goes out as a probe now and then."
                  + (last == null ? "" : " The last failure: " + last.reason()));
        }
      } else if (open.remove(lane.service())) {
        notices.tell(
            lane.service(), Kind.CIRCUIT_CLOSED, "Its circuit is closed: it is called again.");
      }
    }
  }
}
