package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.WebhookService;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rates that a receiver will not bear. Pure. */
final class RateAdvice {
  /** DingTalk's flows have this path on any host of theirs (seed row T-18). */
  private static final Pattern FLOW = Pattern.compile("https?://[^/?#]+/webhook/flow/.*");

  private RateAdvice() {}

  /** A flow of DingTalk takes one request a second without a bearer token (seed row T-39). */
  static Optional<SettingsProblem> of(WebhookService service) {
    boolean token = service.request().headers().stream()
        .anyMatch(header -> header.name().strip().equalsIgnoreCase("Authorization"));
    return FLOW.matcher(service.request().url()).matches() && !token && !isOneASecondAtMost(service)
        ? Optional.of(new SettingsProblem(
            "/rate",
            "DingTalk takes 1 request a second from a service without a bearer token. Set this rate,"
                + " or an Authorization header."))
        : Optional.empty();
  }

  private static boolean isOneASecondAtMost(WebhookService service) {
    return service.shaping().rates().stream().anyMatch(rate -> rate.perSecond() <= 1);
  }
}
