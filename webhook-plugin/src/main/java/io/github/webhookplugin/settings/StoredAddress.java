package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.RequestTemplate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts back into a typed address what people do not see of the stored one: its password, or all behind its host. */
final class StoredAddress {
  private static final String AGAIN = "Enter the address again. ";

  private final Fields service;
  private final Optional<RequestTemplate> stored;

  StoredAddress(Fields service, @Nullable RequestTemplate stored) {
    this.service = service;
    this.stored = Optional.ofNullable(stored);
  }

  /** Whether the address is a secret. What was one stays one if nothing is said of it. */
  boolean isSecret() {
    return service.bool("secretUrl").orElseGet(this::wasSecret);
  }

  String in(String url, boolean secret) {
    var typed = Address.parse(url);
    return typed.filter(Address::isHidden).isPresent()
        ? whole(typed.get(), url, secret)
        : typed
            .filter(Address::isMasked)
            .map(address -> withPassword(address, url))
            .orElse(url);
  }

  private boolean wasSecret() {
    return stored.filter(RequestTemplate::secretUrl).isPresent();
  }

  private String whole(Address typed, String url, boolean secret) {
    Optional<String> known = stored
        .map(RequestTemplate::url)
        .filter(before -> Address.parse(before).filter(typed::isOriginOf).isPresent());
    if (known.isEmpty() || !wasSecret()) {
      service.problem(
          "url",
          AGAIN
              + "No secret address is stored for this scheme, host and port, so *** stands for nothing.");
      return url;
    }
    if (!secret) {
      service.problem(
          "url",
          AGAIN + "The stored one is secret and is not shown by switching “secretUrl” off; or leave"
              + " “secretUrl” on.");
      return url;
    }
    return known.get();
  }

  private String withPassword(Address typed, String url) {
    var known =
        stored.flatMap(request -> Address.parse(request.url())).filter(typed::isSameAccountAs);
    if (known.isEmpty()) {
      service.problem(
          "url", "Enter the password in place of ***; none is stored for this user and host.");
      return url;
    }
    return typed.withPassword(known.get().password()).text();
  }
}
