package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.WebhookService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps what is a secret of one version of a service out of its other versions: a value may have been there for all to
 * see before somebody said that it is one. Pure.
 */
final class SecretsApart {
  private static final String MASK = "***";
  /** Shorter ones would be found in any text. */
  private static final int SHORTEST = 4;

  private final Set<String> names = new HashSet<>();
  private final Set<String> values = new HashSet<>();
  private boolean secretUrl;

  private SecretsApart(List<WebhookService> versions) {
    for (WebhookService version : versions) {
      RequestTemplate request = version.request();
      secretUrl |= request.secretUrl();
      if (request.secretUrl()) {
        values.add(request.url());
      }
      Stream.concat(request.headers().stream(), request.queryParams().stream())
          .filter(NamedValue::secret)
          .forEach(row -> {
            names.add(row.name().toLowerCase(Locale.ROOT));
            values.add(row.value());
          });
      var keys = version.delivery().signing().keys();
      if (keys != null) {
        values.add(keys.current().reveal());
      }
      var credentials = version.delivery().credentials();
      if (credentials != null && credentials.clientSecret() != null) {
        values.add(credentials.clientSecret().reveal());
      }
    }
    values.removeIf(value -> value.length() < SHORTEST || SecretReference.isAll(value));
  }

  /** A version as it may be shown beside others. */
  static WebhookService of(WebhookService version, List<WebhookService> others) {
    var all = new ArrayList<>(others);
    all.add(version);
    var apart = new SecretsApart(all);
    RequestTemplate request = version.request();
    return version.with(
        new RequestTemplate(
            request.method(),
            request.url(),
            apart.rows(request.headers()),
            apart.rows(request.queryParams()),
            apart.text(request.body()),
            apart.secretUrl || apart.holds(request.url())),
        version.delivery());
  }

  private List<NamedValue> rows(List<NamedValue> rows) {
    return rows.stream()
        .map(row -> new NamedValue(
            row.name(),
            row.value(),
            row.secret()
                || names.contains(row.name().toLowerCase(Locale.ROOT))
                || holds(row.value())))
        .toList();
  }

  private boolean holds(String text) {
    return values.stream().anyMatch(text::contains);
  }

  private String text(String text) {
    String shown = text;
    for (String value : values) {
      shown = shown.replace(value, MASK);
    }
    return shown;
  }
}
