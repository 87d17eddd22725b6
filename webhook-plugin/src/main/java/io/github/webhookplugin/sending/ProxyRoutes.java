package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.Proxy;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Sends a request through the proxy that it says, and never through one that the JVM is set up with. */
final class ProxyRoutes extends DefaultRoutePlanner {
  ProxyRoutes() {
    super(null);
  }

  @Override
  protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
    Proxy proxy = Course.of(context).way().proxy();
    return proxy == null ? null : host(proxy);
  }

  private static HttpHost host(Proxy proxy) {
    return new HttpHost("http", proxy.host(), proxy.port());
  }

  /** Says who asks without being asked: a second round would send a body twice. */
  static void introduce(Proxy proxy, HttpClientContext context) {
    if (proxy.password() != null) {
      var basic = new BasicScheme();
      basic.initPreemptive(new UsernamePasswordCredentials(
          proxy.username(), proxy.password().reveal().toCharArray()));
      context.resetAuthExchange(host(proxy), basic);
    }
  }
}
