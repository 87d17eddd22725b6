package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.delivery.Trials;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.settings.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks up, before a service is saved, whether the host of a new address may be called. What cannot be looked up in time
 * is saved: the same guard decides again when a request is sent.
 */
final class AddressLook {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Trials trials;

  AddressLook(Trials trials) {
    this.trials = trials;
  }

  /** The result, or a refusal if the one service that it changes has a new address that may not be called. */
  Result checked(Result result, Settings before) {
    return result instanceof Result.Accepted accepted
        ? objection(accepted.settings(), before)
            .<Result>map(sentence ->
                new Result.Refused(List.of(new SettingsProblem("/url", sentence)), false))
            .orElse(result)
        : result;
  }

  private Optional<String> objection(Settings after, Settings before) {
    return after.services().stream()
        .filter(WebhookService::hasAddress)
        .filter(service -> isNew(service, before))
        .findFirst()
        .flatMap(service -> looked(trials.objection(service)));
  }

  private static boolean isNew(WebhookService service, Settings before) {
    return before
        .service(service.id())
        .filter(old -> old.request().url().equals(service.request().url()))
        .isEmpty();
  }

  private static Optional<String> looked(CompletableFuture<Optional<String>> objection) {
    return objection
        .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
