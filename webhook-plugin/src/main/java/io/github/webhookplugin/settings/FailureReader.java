package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.FailureRules;
import java.util.List;

/** Reads what a service's failures lead to. */
final class FailureReader {
  static final List<String> FIELDS = List.of("retryEveryFailure");

  private FailureReader() {}

  static FailureRules read(Fields service) {
    var defaults = FailureRules.DEFAULT;
    return new FailureRules(
        service.bool("retryEveryFailure").orElse(defaults.retryEvery()),
        defaults.stopAtLimit(),
        defaults.fallback(),
        defaults.downstream());
  }
}
