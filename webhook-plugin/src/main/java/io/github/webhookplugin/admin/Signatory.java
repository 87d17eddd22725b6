package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.delivery.Trials;
import io.github.webhookplugin.model.WebhookService;

/**
 * Whose previews are signed with a service's own secret: theirs who may send its requests anyway. Whoever may look only
 * could have anything signed otherwise, and send it to the receiver themselves. Shared between threads.
 */
final class Signatory {
  private final Trials trials;

  Signatory(Trials trials) {
    this.trials = trials;
  }

  static boolean may(Call call) {
    return call.request().may(AdminPermission.TEST);
  }

  /** The service as it signs for this caller: with a made-up secret if need be. */
  WebhookService of(WebhookService service, Call call) {
    return may(call) || !service.delivery().signing().signs()
        ? service
        : trials.withMadeUpSecret(service);
  }

  /** The same without a secret, in whose place one is made up and called so. */
  static WebhookService unsigned(WebhookService service, Call call) {
    return may(call) ? service : service.signed(service.delivery().signing().with(null));
  }
}
