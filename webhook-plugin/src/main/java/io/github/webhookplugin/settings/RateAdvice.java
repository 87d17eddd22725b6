package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.RateLimit;
import io.github.webhookplugin.model.WebhookService;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rates that a receiver will not bear. Pure. */
final class RateAdvice {
  /** DingTalk's flows have this path on any host of theirs (seed row T-18). */
  private static final Pattern FLOW = Pattern.compile("https?://[^/?#]+/webhook/flow/.*");

  private RateAdvice() {}

  /** A flow of DingTalk takes one request a second without a bearer token (seed row T-39). */
  static Optional<SettingsProblem> of(WebhookService service) {
    boolean token = service.request().headers().stream()
        .anyMatch(header -> header.name().strip().equalsIgnoreCase("Authorization"));
    return FLOW.matcher(service.request().url()).matches()
            && !token
            && isFasterThanOneASecond(service.shaping().rate())
        ? Optional.of(new SettingsProblem(
            "/rate",
            "DingTalk takes 1 request a second from a service without a bearer token. Set this rate,"
                + " or an Authorization header."))
        : Optional.empty();
  }

  private static boolean isFasterThanOneASecond(@Nullable RateLimit rate) {
    return rate == null || rate.count() > rate.per().dividedBy(Duration.ofSeconds(1));
  }
}
