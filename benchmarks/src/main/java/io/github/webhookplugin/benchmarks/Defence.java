package io.github.webhookplugin.benchmarks;

import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** What may be done against answers that a receiver plants on a connection for the next request. */
enum Defence {
  /** What HttpClient does by itself: a connection that brings something while nobody asks is closed. */
  USUAL("any connection to the host"),
  /** The same, and each connection is looked at once more before it is used again. */
  LOOKS("any, looked at before each use"),
  /** Nothing but a status of success that leaves no doubt of where the answer ends. */
  AFTER_SUCCESS("any, after a clean success only"),
  /** The same, and only for the same service and URL: what the plugin does. */
  OWN("one's own, after a clean success only"),
  NEW("a new one for each request");

  private static final int MOST_CONNECTIONS = 4_096;
  private final String words;

  Defence(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** What a connection is kept for; null: for anybody. */
  @Nullable
  Object owner(String service, String path) {
    return this == OWN ? service + " " + path : null;
  }

  /** A client set up as the plugin's, this aside. */
  CloseableHttpAsyncClient client(@Nullable SSLContext tls) {
    var pool = PoolingAsyncClientConnectionManagerBuilder.create()
        .setMaxConnPerRoute(MOST_CONNECTIONS)
        .setMaxConnTotal(MOST_CONNECTIONS)
        .setDefaultConnectionConfig(ConnectionConfig.custom()
            .setValidateAfterInactivity(
                this == LOOKS ? TimeValue.ZERO_MILLISECONDS : TimeValue.ofSeconds(1))
            .setConnectTimeout(Timeout.ofSeconds(5))
            .build())
        .setDefaultTlsConfig(
            TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build());
    if (tls != null) {
      pool.setTlsStrategy(ClientTlsStrategyBuilder.create().setSslContext(tls).buildAsync());
    }
    CloseableHttpAsyncClient client = HttpAsyncClientBuilder.create()
        .setConnectionManager(pool.build())
        .setIOReactorConfig(
            IOReactorConfig.custom().setIoThreadCount(2).setTcpNoDelay(true).build())
        .setDefaultRequestConfig(RequestConfig.custom()
            .setExpectContinueEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .setResponseTimeout(Timeout.ofSeconds(10))
            .build())
        .setConnectionReuseStrategy(strategy())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableConnectionState()
        .build();
    client.start();
    return client;
  }

  private ConnectionReuseStrategy strategy() {
    ConnectionReuseStrategy usual = DefaultClientConnectionReuseStrategy.INSTANCE;
    return switch (this) {
      case NEW -> (request, response, context) -> false;
      case USUAL, LOOKS -> usual;
      case AFTER_SUCCESS, OWN ->
        (request, response, context) ->
            response.getCode() / 100 == 2 && usual.keepAlive(request, response, context);
    };
  }
}
