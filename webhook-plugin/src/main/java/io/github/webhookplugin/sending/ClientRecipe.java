package io.github.webhookplugin.sending;

import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** How HttpClient is set up: nothing that sends a request twice, elsewhere, or with more in it than was asked for. */
final class ClientRecipe {
  /** Receivers and the balancers before them tend to close after 30 s to 60 s. */
  static final TimeValue IDLE = TimeValue.ofSeconds(30);

  /** So that a change of addresses is noticed by a busy connection too. */
  private static final TimeValue LIFE = TimeValue.ofMinutes(5);

  private static final TimeValue CHECKED_AFTER = TimeValue.ofSeconds(1);

  private ClientRecipe() {}

  static PoolingAsyncClientConnectionManager pool(Sender.Options options) {
    Timeout connect = Timeout.of(options.connectTimeout());
    return new AddressedPool()
        .setMaxConnPerRoute(options.connectionsPerHost())
        .setMaxConnTotal(options.connections())
        .setDefaultConnectionConfig(ConnectionConfig.custom()
            .setConnectTimeout(connect)
            .setTimeToLive(LIFE)
            .setValidateAfterInactivity(CHECKED_AFTER)
            .build())
        .build();
  }

  /** For the handshakes of one setup. */
  static TlsConfig handshakes(Sender.Options options, TLS... versions) {
    return TlsConfig.custom()
        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
        .setSupportedProtocols(versions)
        .setHandshakeTimeout(Timeout.of(options.connectTimeout()))
        .build();
  }

  /**
   * The JDK compares the certificate with the host's name itself; HttpClient's verifier would load a list of domains. What
   * verifies nothing ({@link TrustsAnyone}) is asked nothing more.
   */
  static TlsStrategy strategy(SSLContext tls, boolean verifies) {
    return ClientTlsStrategyBuilder.create()
        .setSslContext(tls)
        .setHostVerificationPolicy(HostnameVerificationPolicy.BOTH)
        .setHostnameVerifier(verifies ? new AlternativeNames() : NoopHostnameVerifier.INSTANCE)
        .buildAsync();
  }

  static CloseableHttpAsyncClient client(
      PoolingAsyncClientConnectionManager pool, Sender.Options options, ThreadFactory threads) {
    return HttpAsyncClientBuilder.create()
        .setConnectionManager(pool)
        .setThreadFactory(threads)
        .setIOReactorConfig(reactor(options))
        .setHttp1Config(limits())
        .setCharCodingConfig(utf8())
        .setDefaultRequestConfig(requests())
        .setConnectionReuseStrategy(new Reuse())
        .setRoutePlanner(new ProxyRoutes())
        .setKeepAliveStrategy((response, context) -> {
          TimeValue asked =
              DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
          return TimeValue.isPositive(asked) && asked.compareTo(IDLE) < 0 ? asked : IDLE;
        })
        .setUserAgent("webhook-plugin")
        .setIoSessionDecorator(new Limits())
        .addExecInterceptorFirst("course", (request, body, scope, chain, callback) -> {
          Course.of(scope.clientContext).runsIn(scope.execRuntime);
          chain.proceed(request, body, scope, callback);
        })
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableConnectionState()
        .disableRequestPriority()
        .build();
  }

  private static IOReactorConfig reactor(Sender.Options options) {
    return IOReactorConfig.custom()
        .setIoThreadCount(options.ioThreads())
        .setTcpNoDelay(true)
        .setSoKeepAlive(true)
        .build();
  }

  private static Http1Config limits() {
    return Http1Config.custom()
        .setMaxHeaderCount(200)
        .setMaxLineLength(16 * 1024)
        .setMaxEmptyLineCount(10)
        .build();
  }

  /** Header values go out as UTF-8, where the default writes a question mark, and come in with bad bytes replaced. */
  private static CharCodingConfig utf8() {
    return CharCodingConfig.custom()
        .setCharset(StandardCharsets.UTF_8)
        .setMalformedInputAction(CodingErrorAction.REPLACE)
        .setUnmappableInputAction(CodingErrorAction.REPLACE)
        .build();
  }

  private static RequestConfig requests() {
    return RequestConfig.custom()
        .setRedirectsEnabled(false)
        .setExpectContinueEnabled(false)
        .setAuthenticationEnabled(false)
        .setProtocolUpgradeEnabled(false)
        .setContentCompressionEnabled(false)
        .setHardCancellationEnabled(true)
        .setConnectionRequestTimeout(Timeout.of(Duration.ofHours(1)))
        .build();
  }

  private static final class AddressedPool extends PoolingAsyncClientConnectionManagerBuilder {
    @Override
    protected AsyncClientConnectionOperator createConnectionOperator(
        TlsStrategy tls, SchemePortResolver ports, DnsResolver resolver) {
      return new AddressedConnector();
    }
  }
}
