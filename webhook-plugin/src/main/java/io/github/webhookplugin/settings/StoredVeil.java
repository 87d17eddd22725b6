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

/** Encrypts secrets, and the whole URL, which often is one. */
final class StoredVeil implements Veil {
  /** What the client key is bound to. */
  static final String KEY_FIELD = TlsReader.FIELD + "/" + TlsReader.KEY;

  private final Vault vault;

  StoredVeil(Vault vault) {
    this.vault = vault;
  }

  @Override
  public String url(ServiceId id, RequestTemplate request) {
    return vault.seal(request.url(), id, "url");
  }

  @Override
  public void value(
      ServiceId id, String field, NamedValue value, Map<String, @Nullable Object> row) {
    row.put("value", vault.seal(value.value(), id, field));
    row.put("secret", true);
  }

  @Override
  public @Nullable Object signingSecret(ServiceId id, Signing signing) {
    return secrets(signing.keys(), secret -> vault.seal(secret.reveal(), id, "secret"));
  }

  @Override
  public @Nullable Object clientSecret(ServiceId id, @Nullable Secret secret) {
    return secret == null
        ? null
        : vault.seal(secret.reveal(), id, CredentialsReader.FIELD + "/" + CredentialsReader.SECRET);
  }

  @Override
  public @Nullable Map<String, Object> tls(ServiceId id, TlsRules rules) {
    return TlsDocument.of(rules, key -> vault.seal(key.reveal(), id, KEY_FIELD));
  }

  /** One as a text; two as an object that says until when the second is used. */
  static @Nullable Object secrets(Signing.@Nullable Keys keys, Function<Secret, String> written) {
    if (keys == null) {
      return null;
    }
    Signing.Former former = keys.former();
    return former == null
        ? written.apply(keys.current())
        : Map.of(
            SecretReader.CURRENT, written.apply(keys.current()),
            SecretReader.FORMER, written.apply(former.secret()),
            SecretReader.UNTIL, former.until().toString());
  }
}
