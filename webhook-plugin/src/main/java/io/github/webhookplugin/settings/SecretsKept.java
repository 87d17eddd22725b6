package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.ClientCredentials;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.WebhookService;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A service of another time with the secrets that it has today, or had at its last if it is removed: what was replaced
 * since may be known to strangers. What is a secret today stays one. A secret that it does not have any more is that of
 * then. The address is no such secret: it says where to send, and comes back as it was, but for a password. Pure.
 */
final class SecretsKept {
  private SecretsKept() {}

  static WebhookService of(WebhookService then, WebhookService today) {
    RequestTemplate was = then.request();
    RequestTemplate is = today.request();
    var request = new RequestTemplate(
        was.method(),
        url(was.url(), is.url()),
        rows(was.headers(), is.headers(), RowKind.HEADER::key),
        rows(was.queryParams(), is.queryParams(), RowKind.QUERY::key),
        was.body(),
        was.secretUrl() || (is.secretUrl() && was.url().equals(is.url())));
    var sending = then.delivery();
    // a client key stays with the certificate of then: another would not fit
    return then.with(
        request,
        sending
            .signed(signing(sending.signing(), today.delivery().signing()))
            .with(credentials(sending.credentials(), today.delivery().credentials())));
  }

  /** A client secret belongs to the client that the endpoint knows. */
  private static @Nullable ClientCredentials credentials(
      @Nullable ClientCredentials was, @Nullable ClientCredentials is) {
    return was != null
            && is != null
            && is.clientSecret() != null
            && was.tokenUrl().equals(is.tokenUrl())
            && was.clientId().equals(is.clientId())
        ? was.with(is.clientSecret())
        : was;
  }

  private static String url(String was, String is) {
    var present = Address.parse(is).filter(Address::hasPassword);
    return Address.parse(was)
        .filter(Address::hasPassword)
        .filter(address -> present.filter(address::isSameAccountAs).isPresent())
        .map(address -> address.withPassword(present.orElseThrow().password()).text())
        .orElse(was);
  }

  private static List<NamedValue> rows(
      List<NamedValue> was, List<NamedValue> is, Function<String, String> key) {
    var secrets = is.stream()
        .filter(row -> row.secret() && !row.value().isEmpty())
        .collect(Collectors.toMap(row -> key.apply(row.name()), NamedValue::value, (a, b) -> a));
    UnaryOperator<NamedValue> kept = row -> {
      String secret = secrets.get(key.apply(row.name()));
      return secret == null ? row : new NamedValue(row.name(), secret, true);
    };
    return was.stream().map(kept).toList();
  }

  /** A secret of another recipe may be of another form. */
  private static Signing signing(Signing was, Signing is) {
    Signing.Keys present = is.keys();
    return present != null && was.recipe().name().equals(is.recipe().name())
        ? was.with(present)
        : was;
  }
}
