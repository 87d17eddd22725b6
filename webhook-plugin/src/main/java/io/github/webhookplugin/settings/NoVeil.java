package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.TlsRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows everything: for what nobody will read. */
final class NoVeil implements Veil {
  @Override
  public String url(ServiceId id, RequestTemplate request) {
    return request.url();
  }

  @Override
  public void value(
      ServiceId id, String field, NamedValue value, Map<String, @Nullable Object> row) {
    row.put("value", value.value());
    row.put("secret", true);
  }

  @Override
  public @Nullable Object signingSecret(ServiceId id, Signing signing) {
    return StoredVeil.secrets(signing.keys(), secret -> secret.reveal());
  }

  @Override
  public @Nullable Object clientSecret(ServiceId id, @Nullable Secret secret) {
    return secret == null ? null : secret.reveal();
  }

  @Override
  public @Nullable Map<String, Object> tls(ServiceId id, TlsRules rules) {
    return TlsDocument.of(rules, Secret::reveal);
  }
}
