package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.TlsRules;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** As people see a service, and of each secret value its fingerprint: so that they see that it is another one. */
final class FingerprintVeil implements Veil {
  private final PublicVeil publicVeil;
  private final Function<Secret, String> fingerprint;

  FingerprintVeil(Function<Secret, String> fingerprint) {
    this.publicVeil = new PublicVeil(fingerprint);
    this.fingerprint = fingerprint;
  }

  @Override
  public String url(ServiceId id, RequestTemplate request) {
    return publicVeil.url(id, request);
  }

  @Override
  public void value(
      ServiceId id, String field, NamedValue value, Map<String, @Nullable Object> row) {
    publicVeil.value(id, field, value, row);
    if (!value.value().isEmpty()) {
      row.put("fingerprint", fingerprint.apply(Secret.of(value.value())));
    }
  }

  @Override
  public @Nullable Object signingSecret(ServiceId id, Signing signing) {
    return publicVeil.signingSecret(id, signing);
  }

  @Override
  public @Nullable Object clientSecret(ServiceId id, @Nullable Secret secret) {
    return publicVeil.clientSecret(id, secret);
  }

  /** Their text says that they are others. */
  @Override
  public @Nullable Map<String, Object> tls(ServiceId id, TlsRules rules) {
    return publicVeil.withoutCertificates(rules);
  }
}
