package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.delivery.Trials;
import io.github.webhookplugin.model.ClientCredentials;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.settings.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

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
        ? objection(accepted.settings(), before, "/url", AddressLook::url)
            .or(() ->
                objection(accepted.settings(), before, "/oauth2/tokenUrl", AddressLook::tokenUrl))
            .<Result>map(problem -> new Result.Refused(List.of(problem), false))
            .orElse(result)
        : result;
  }

  private Optional<SettingsProblem> objection(
      Settings after, Settings before, String pointer, Function<WebhookService, String> address) {
    return after.services().stream()
        .filter(service -> !address.apply(service).isEmpty())
        .filter(service -> before
            .service(service.id())
            .filter(old -> address.apply(old).equals(address.apply(service)))
            .isEmpty())
        .findFirst()
        .flatMap(service -> looked(trials.objection(address.apply(service))))
        .map(sentence -> new SettingsProblem(pointer, sentence));
  }

  private static String url(WebhookService service) {
    return service.request().url();
  }

  private static String tokenUrl(WebhookService service) {
    ClientCredentials credentials = service.delivery().credentials();
    return credentials == null ? "" : credentials.tokenUrl();
  }

  private static Optional<String> looked(CompletableFuture<Optional<String>> objection) {
    return objection
        .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
