package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.signing.NewSecret;
import java.security.SecureRandom;

/**
 * Whose previews are signed with a service's own secret: theirs who may send its requests anyway. Whoever may look only
 * could have anything signed otherwise, and send it to the receiver themselves. Shared between threads.
 */
final class Signatory {
  private final SecureRandom random = new SecureRandom();

  static boolean may(Call call) {
    return call.request().may(AdminPermission.TEST);
  }

  /** The service as it signs for this caller: with a secret of the same kind that nobody knows, if need be. */
  WebhookService of(WebhookService service, Call call) {
    Signing signing = service.delivery().signing();
    return may(call) || !signing.signs()
        ? service
        : service.signed(signing.with(Signing.Keys.of(NewSecret.of(signing.recipe(), random))));
  }

  /** The same without a secret, in whose place one is made up and called so. */
  static WebhookService unsigned(WebhookService service, Call call) {
    return may(call) ? service : service.signed(service.delivery().signing().with(null));
  }
}
