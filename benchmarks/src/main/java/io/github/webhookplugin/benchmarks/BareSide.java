package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.rendering.EventModel;
import java.io.IOException;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;

/**
 * HttpClient 5 alone, set up as the plugin's: as many chains as requests may be under way, each of which renders and
 * sends its next event as soon as the one before is answered. Nothing is stored.
 */
final class BareSide implements Side {
  private static final int IO_THREADS = 2;
  private static final int MOST_CONNECTIONS = 1_024;
  private static final ContentType JSON = ContentType.parse(Samples.CONTENT_TYPE);

  private final Rendering rendering = new Rendering();
  private final CloseableHttpAsyncClient client = client();
  private final HttpHost receiver;

  BareSide(int port) {
    receiver = new HttpHost("http", "127.0.0.1", port);
    client.start();
  }

  private static CloseableHttpAsyncClient client() {
    var pool = PoolingAsyncClientConnectionManagerBuilder.create()
        .setMaxConnPerRoute(MOST_CONNECTIONS)
        .setMaxConnTotal(MOST_CONNECTIONS)
        .setDefaultTlsConfig(
            TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build())
        .build();
    return HttpAsyncClientBuilder.create()
        .setConnectionManager(pool)
        .setIOReactorConfig(IOReactorConfig.custom()
            .setIoThreadCount(IO_THREADS)
            .setTcpNoDelay(true)
            .build())
        .setDefaultRequestConfig(RequestConfig.custom()
            .setRedirectsEnabled(false)
            .setExpectContinueEnabled(false)
            .setAuthenticationEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .setContentCompressionEnabled(false)
            .build())
        .setUserAgent("benchmark")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableConnectionState()
        .disableRequestPriority()
        .build();
  }

  @Override
  public void begin(Load load) {
    for (int i = 0; i < Samples.IN_FLIGHT; i++) {
      sendNext(load);
    }
  }

  private void sendNext(Load load) {
    long number = load.nextEvent();
    load.begin(1);
    EventModel event = Rendering.model(Samples.event(number).build(), number);
    String id = event.eventId();
    var request = AsyncRequestBuilder.post()
        .setHttpHost(receiver)
        .setPath("/hook")
        .addHeader("webhook-id", id)
        .setEntity(rendering.body(event, id), JSON)
        .build();
    var unused = client.execute(
        request, new BasicResponseConsumer<>(new StringAsyncEntityConsumer()), new Chain(load));
  }

  /** Begins the next when one has ended. */
  private final class Chain implements FutureCallback<Message<HttpResponse, String>> {
    private final Load load;

    Chain(Load load) {
      this.load = load;
    }

    @Override
    public void completed(Message<HttpResponse, String> answer) {
      if (answer.getHead().getCode() != 200) {
        load.fail();
        return;
      }
      load.end();
      if (load.running()) {
        sendNext(load);
      }
    }

    @Override
    public void failed(Exception cause) {
      load.fail();
    }

    @Override
    public void cancelled() {
      load.fail();
    }
  }

  @Override
  public void end(Load load) throws InterruptedException {
    load.drain();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
