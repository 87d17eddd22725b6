package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.Pem;
import io.github.webhookplugin.model.TlsRules;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** What of TLS rules the JDK has to know. */
final class TlsContexts {
  private TlsContexts() {}

  /** What the host's JVM trusts, its javax.net.ssl.trustStore included. */
  static SSLContext usual() {
    try {
      return context(null, null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot do TLS", e);
    }
  }

  static SSLContext of(TlsRules rules) throws GeneralSecurityException {
    TlsRules.Client client = rules.client();
    KeyManager[] shown = client == null ? null : new KeyManager[] {ClientKey.of(client)};
    return context(shown, trusted(rules));
  }

  private static SSLContext context(
      KeyManager @Nullable [] shown, TrustManager @Nullable [] trusted)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown, trusted, null);
    return context;
  }

  /** Null: as the JVM does. */
  static TrustManager @Nullable [] trusted(TlsRules rules) throws GeneralSecurityException {
    if (!rules.verifies()) {
      return new TrustManager[] {new TrustsAnyone()};
    }
    return rules.authorities().isEmpty() ? null : together(rules.authorities());
  }

  /** What the JVM trusts and these: one list, so that the JDK builds and checks the path as ever. */
  private static TrustManager[] together(String authorities) throws GeneralSecurityException {
    KeyStore all = empty();
    for (TrustManager each : managers(null)) {
      if (each instanceof X509TrustManager jvm) {
        for (X509Certificate accepted : jvm.getAcceptedIssuers()) {
          all.setCertificateEntry("jvm-" + all.size(), accepted);
        }
      }
    }
    for (X509Certificate authority : Pem.certificates(authorities)) {
      all.setCertificateEntry("own-" + all.size(), authority);
    }
    return managers(all);
  }

  private static TrustManager[] managers(@Nullable KeyStore trusted)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    return store;
  }
}
