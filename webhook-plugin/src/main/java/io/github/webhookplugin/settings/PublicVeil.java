package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.HiddenUrl;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.TlsRules;
import io.github.webhookplugin.signing.NewSecret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says of a secret only whether it is set, and of the signing secret its fingerprint. */
final class PublicVeil implements Veil {
  private final Function<Secret, String> fingerprint;

  PublicVeil(Function<Secret, String> fingerprint) {
    this.fingerprint = fingerprint;
  }

  @Override
  public String url(ServiceId id, RequestTemplate request) {
    return request.secretUrl() ? HiddenUrl.of(request.url()) : Address.masked(request.url());
  }

  @Override
  public void value(
      ServiceId id, String field, NamedValue value, Map<String, @Nullable Object> row) {
    row.put("value", null);
    row.put("secret", true);
    row.put("set", !value.value().isEmpty());
  }

  @Override
  public @Nullable Map<String, Object> tls(ServiceId id, TlsRules rules) {
    Map<String, Object> shown = withoutCertificates(rules);
    if (shown != null) {
      shown.put(TlsReader.SHOWN, TlsDocument.certificates(rules));
    }
    return shown;
  }

  /** With their text only. */
  @Nullable
  Map<String, Object> withoutCertificates(TlsRules rules) {
    return TlsDocument.of(rules, key -> with(about(key), "set", true));
  }

  @Override
  public Object signingSecret(ServiceId id, Signing signing) {
    var shown = new LinkedHashMap<String, Object>();
    Signing.Keys keys = signing.keys();
    shown.put("set", keys != null);
    if (keys != null) {
      shown.putAll(about(keys.current()));
      if (!SecretReference.in(keys.current().reveal())) {
        NewSecret.publicKey(signing.recipe(), keys.current())
            .ifPresent(key -> shown.put("publicKey", key));
      }
      Signing.Former former = keys.former();
      if (former != null) {
        shown.put(
            SecretReader.FORMER,
            with(about(former.secret()), SecretReader.UNTIL, former.until().toString()));
      }
    }
    return shown;
  }

  @Override
  public Object clientSecret(ServiceId id, @Nullable Secret secret) {
    return secret == null ? Map.of("set", false) : with(about(secret), "set", true);
  }

  /** Of a secret its fingerprint; of one that the host keeps what names it. */
  private Map<String, Object> about(Secret secret) {
    return SecretReference.isAll(secret.reveal())
        ? Map.of(SecretReader.NAMED, secret.reveal())
        : Map.of("fingerprint", fingerprint.apply(secret));
  }

  private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
    var more = new LinkedHashMap<String, Object>();
    more.put(name, value);
    more.putAll(map);
    return more;
  }
}
