package io.github.webhookplugin.model;

import java.util.List;

/**
 * What is known of a service's receiver.
 *
 * @param verdicts what its answers mean, before the service's {@link ResponseCheck} is asked
 * @param limits what it takes
 */
public record ReceiverRules(List<VerdictRule> verdicts, BodyLimits limits) {
  public static final ReceiverRules NONE = new ReceiverRules(List.of(), BodyLimits.NONE);

  public ReceiverRules {
    verdicts = List.copyOf(verdicts);
  }
}
