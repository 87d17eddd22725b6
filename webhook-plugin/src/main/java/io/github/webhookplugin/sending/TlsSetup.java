package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.TlsRules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.nio.DefaultAsyncClientConnectionOperator;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.ssl.TLS;

/**
 * TLS rules, ready to be used. Each has an {@link SSLContext} of its own, and so sessions of its own. Shared between
 * threads.
 */
record TlsSetup(TlsRules rules, AsyncClientConnectionOperator connector, TlsConfig handshakes) {

  static TlsSetup of(TlsRules rules, SSLContext context, Sender.Options options) {
    return new TlsSetup(
        rules,
        new Connector(ClientRecipe.strategy(context, rules.verifies())),
        rules.minimum() == TlsRules.Version.TLS_1_3
            ? ClientRecipe.handshakes(options, TLS.V_1_3)
            : ClientRecipe.handshakes(options, TLS.V_1_2, TLS.V_1_3));
  }

  private static final class Connector extends DefaultAsyncClientConnectionOperator {
    Connector(TlsStrategy tls) {
      super(
          RegistryBuilder.<TlsStrategy>create().register("https", tls).build(),
          null,
          new NoLookups());
    }
  }

  private static final class NoLookups implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
