package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.Pem;
import io.github.webhookplugin.model.TlsRules;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the one client certificate to a receiver that asks for any, whichever authorities it lists: a certificate that
 * is refused says more to people than one that was silently held back.
 */
final class ClientKey extends X509ExtendedKeyManager {
  private static final String ALIAS = "client";

  private final X509Certificate[] chain;
  private final PrivateKey key;

  private ClientKey(X509Certificate[] chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  static ClientKey of(TlsRules.Client client) throws GeneralSecurityException {
    return new ClientKey(
        Pem.certificates(client.certificates()).toArray(X509Certificate[]::new),
        Pem.privateKey(client.key().reveal()));
  }

  /** RSA keys sign in two ways, RSA and RSASSA-PSS. */
  private boolean fits(String type) {
    return type.startsWith(key.getAlgorithm());
  }

  private @Nullable String alias(String[] types) {
    return List.of(types).stream().anyMatch(this::fits) ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
    return alias(types);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, Socket socket) {
    return alias(types);
  }

  @Override
  public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
    return fits(type) ? new String[] {ALIAS} : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return chain.clone();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key;
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
