package io.github.webhookplugin.sending;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.nio.DefaultAsyncClientConnectionOperator;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;
import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the addresses that came with the request, one after the other, and to nothing else: HttpClient never looks
 * a name up, which would block an I/O thread and could find another address than the one that was checked.
 */
final class AddressedConnector extends DefaultAsyncClientConnectionOperator {
  AddressedConnector(TlsStrategy tls, @Nullable SchemePortResolver ports) {
    super(
        RegistryBuilder.<TlsStrategy>create().register("https", tls).build(),
        ports,
        new NoLookups());
  }

  @Override
  public Future<ManagedAsyncClientConnection> connect(
      ConnectionInitiator initiator,
      HttpHost host,
      @Nullable Path unixSocket,
      NamedEndpoint name,
      @Nullable SocketAddress local,
      Timeout timeout,
      @Nullable Object attachment,
      HttpContext context,
      FutureCallback<ManagedAsyncClientConnection> callback) {
    var round = new Round(
        Course.of(context).addresses(),
        new ComplexFuture<>(callback),
        (address, outcome) -> super.connect(
            initiator,
            new HttpHost(host.getSchemeName(), address, host.getHostName(), host.getPort()),
            unixSocket,
            name,
            local,
            timeout,
            attachment,
            context,
            outcome));
    round.tryNext();
    return round.connected;
  }

  /** One address. */
  private interface Connecting {
    Future<ManagedAsyncClientConnection> start(
        InetAddress address, FutureCallback<ManagedAsyncClientConnection> outcome);
  }

  /** All addresses, until one takes the connection. One step at a time, on whichever thread ended the step before. */
  private static final class Round implements FutureCallback<ManagedAsyncClientConnection> {
    private final InetAddress[] addresses;
    private final ComplexFuture<ManagedAsyncClientConnection> connected;
    private final Connecting connecting;
    private int tried;

    Round(
        InetAddress[] addresses,
        ComplexFuture<ManagedAsyncClientConnection> connected,
        Connecting connecting) {
      this.addresses = addresses;
      this.connected = connected;
      this.connecting = connecting;
    }

    void tryNext() {
      connected.setDependency(connecting.start(addresses[tried++], this));
    }

    @Override
    public void completed(ManagedAsyncClientConnection connection) {
      if (!connected.completed(connection)) {
        connection.close(CloseMode.IMMEDIATE);
      }
    }

    @Override
    public void failed(Exception cause) {
      if (tried < addresses.length && !connected.isDone() && unreached(cause)) {
        tryNext();
      } else {
        connected.failed(cause);
      }
    }

    @Override
    public void cancelled() {
      connected.cancel();
    }
  }

  private static boolean unreached(Exception cause) {
    return cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || cause instanceof ConnectTimeoutException;
  }

  private static final class NoLookups implements org.apache.hc.client5.http.DnsResolver {
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
