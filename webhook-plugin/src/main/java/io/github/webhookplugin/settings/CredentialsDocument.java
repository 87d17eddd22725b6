package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.ClientCredentials;
import io.github.webhookplugin.model.ServiceId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what gets a service its tokens the way {@link CredentialsReader} reads it. */
final class CredentialsDocument {
  private CredentialsDocument() {}

  static @Nullable Map<String, Object> of(
      ServiceId id, @Nullable ClientCredentials credentials, Veil veil) {
    if (credentials == null) {
      return null;
    }
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("tokenUrl", credentials.tokenUrl());
    document.put("clientId", credentials.clientId());
    document.put(CredentialsReader.SECRET, veil.clientSecret(id, credentials.clientSecret()));
    document.put("scope", credentials.scope());
    document.put("audience", credentials.audience());
    document.put(
        "clientAuthentication",
        ServiceDocument.word(CredentialsReader.PLACES, credentials.place()));
    return PlainMaps.withNulls(document);
  }
}
