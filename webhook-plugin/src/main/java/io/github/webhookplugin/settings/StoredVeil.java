package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encrypts secrets, and the whole URL, which often is one. */
final class StoredVeil implements Veil {
  private final Vault vault;

  StoredVeil(Vault vault) {
    this.vault = vault;
  }

  @Override
  public String url(ServiceId id, String url) {
    return vault.seal(url, id, "url");
  }

  @Override
  public void value(
      ServiceId id, String field, NamedValue value, Map<String, @Nullable Object> row) {
    row.put("value", vault.seal(value.value(), id, field));
    row.put("secret", true);
  }

  @Override
  public @Nullable Object signingSecret(ServiceId id, @Nullable Secret secret) {
    return secret == null ? null : vault.seal(secret.reveal(), id, "secret");
  }
}
