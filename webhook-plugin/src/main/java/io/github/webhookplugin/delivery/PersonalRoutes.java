package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.PersonalWebhook;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.WebhookService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How a service's deliveries go to somebody's own webhook: as the service says, but to that address and with that secret.
 * What the service keeps secret stays with it: its secret headers, its query parameters and its token go to its own
 * address only.
 * Shared between threads.
 */
final class PersonalRoutes {
  private static final int MOST = 256;
  private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie");

  private final String version;
  private final Function<String, Optional<SignatureRecipe>> recipes;
  private final Map<Key, Route> routes = new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Route> eldest) {
      return size() > MOST;
    }
  };

  /** {@code recipes}: those that a webhook may name. */
  PersonalRoutes(String version, Function<String, Optional<SignatureRecipe>> recipes) {
    this.version = version;
    this.recipes = recipes;
  }

  /** One route's objects stand for its settings: a change of settings makes another. */
  private record Key(Route route, PersonalWebhook webhook) {
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
      return other instanceof Key key && key.route == route && key.webhook.equals(webhook);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(route) * 31 + webhook.hashCode();
    }
  }

  /**
   * The way to a webhook.
   *
   * @throws RuntimeException if its address is none, or its secret no key
   */
  synchronized Route of(Route route, PersonalWebhook webhook) {
    return routes.computeIfAbsent(new Key(route, webhook), key -> made(route, webhook));
  }

  synchronized void clear() {
    routes.clear();
  }

  private Route made(Route route, PersonalWebhook webhook) {
    return route.to(service(route.service(), webhook), version);
  }

  private WebhookService service(WebhookService service, PersonalWebhook webhook) {
    var request = service.request();
    var headers = request.headers().stream().filter(PersonalRoutes::isForAll).toList();
    return service.with(
        new RequestTemplate(
            request.method(), webhook.url(), headers, List.of(), request.body(), true),
        service
            .delivery()
            .signed(signing(service.delivery().signing(), webhook))
            .withoutCredentials());
  }

  private static boolean isForAll(NamedValue header) {
    return !header.secret()
        && !CREDENTIALS.contains(header.name().strip().toLowerCase(Locale.ROOT));
  }

  private Signing signing(Signing ofService, PersonalWebhook webhook) {
    String name = webhook.signature();
    if (webhook.secret().isEmpty() || name.equals(PersonalWebhook.UNSIGNED)) {
      return Signing.NONE;
    }
    var keys = new Signing.Keys(Secret.of(webhook.secret()), null);
    return name.isEmpty()
        ? ofService.with(keys)
        : recipes
            .apply(name)
            .map(recipe -> new Signing(recipe, Map.of(), keys))
            .orElseThrow(() -> new IllegalArgumentException("no recipe of that name"));
  }
}
