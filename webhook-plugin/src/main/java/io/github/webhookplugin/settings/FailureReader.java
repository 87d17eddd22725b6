package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.FailureRules.Downstream;
import io.github.webhookplugin.model.ServiceId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a service's failures lead to. Whether the services that it names are there is for {@link References} to
 * say.
 */
final class FailureReader {
  static final List<String> FIELDS =
      List.of("retryEveryFailure", "stopAtRetryLimit", "fallback", "downstream");
  static final String DELIVERED = "delivered";
  static final String FAILED = "failed";
  private static final List<String> ENDS = List.of(DELIVERED, FAILED);
  private static final List<String> DOWNSTREAM_FIELDS = List.of("service", "on");

  private FailureReader() {}

  static FailureRules read(Fields service) {
    var defaults = FailureRules.DEFAULT;
    return new FailureRules(
        service.bool("retryEveryFailure").orElse(defaults.retryEvery()),
        service.bool("stopAtRetryLimit").orElse(defaults.stopAtLimit()),
        IdReader.uuid(service, "fallback").orElse(null),
        downstream(service));
  }

  private static @Nullable Downstream downstream(Fields service) {
    var found = service.object("downstream");
    if (found.isEmpty()) {
      return null;
    }
    var downstream = found.get();
    downstream.refuseUnknown(DOWNSTREAM_FIELDS);
    if (!downstream.has("service")) {
      downstream.problem("service", "Enter the id of the service to tell.");
    }
    var id = IdReader.uuid(downstream, "service");
    Set<String> ends = ends(downstream);
    return id.map(told -> downstream(told, ends)).orElse(null);
  }

  private static Downstream downstream(ServiceId told, Set<String> ends) {
    return new Downstream(told, ends.contains(DELIVERED), ends.contains(FAILED));
  }

  /** Absent: all. */
  private static Set<String> ends(Fields downstream) {
    List<?> items = downstream.list("on").orElse(ENDS);
    if (items.isEmpty()) {
      downstream.problem("on", "Expected “delivered”, “failed” or both, found an empty list.");
    }
    var ends = new LinkedHashSet<String>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof String end && ENDS.contains(end)) {
        ends.add(end);
      } else {
        downstream
            .problems()
            .add(
                downstream.pointer("on") + "/" + i,
                "Expected “delivered” or “failed”, found " + Found.value(items.get(i)) + ".");
      }
    }
    return ends;
  }
}
