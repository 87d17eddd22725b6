package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.TlsRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a document shows the secrets of a service: not at all, or encrypted. */
interface Veil {
  String url(ServiceId id, RequestTemplate request);

  /**
   * Writes a secret value into its row.
   *
   * @param field unique within the service
   */
  void value(ServiceId id, String field, NamedValue value, Map<String, @Nullable Object> row);

  @Nullable
  Object signingSecret(ServiceId id, Signing signing);

  /** Null: there is none. */
  @Nullable
  Object clientSecret(ServiceId id, @Nullable Secret secret);
  /** Null if they are the usual ones. */
  @Nullable
  Map<String, Object> tls(ServiceId id, TlsRules rules);
}
