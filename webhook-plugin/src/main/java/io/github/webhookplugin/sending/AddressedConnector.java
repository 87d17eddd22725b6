package io.github.webhookplugin.sending;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;
import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the addresses that came with the request, one after the other, and to nothing else: HttpClient never looks
 * a name up, which would block an I/O thread and could find another address than the one that was checked. TLS is that
 * of the request.
 */
final class AddressedConnector implements AsyncClientConnectionOperator {
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
    Course course = Course.of(context);
    TlsSetup tls = course.way().tls();
    var handshake = new Handshake(initiator);
    course.connects(handshake);
    var round = new Round(
        course.way().addresses(),
        new ComplexFuture<>(handshake.endingWith(callback)),
        (address, outcome) -> tls.connector()
            .connect(
                handshake,
                new HttpHost(host.getSchemeName(), address, host.getHostName(), host.getPort()),
                unixSocket,
                name,
                local,
                timeout,
                tls.handshakes(),
                context,
                outcome));
    round.tryNext();
    return round.connected;
  }

  @Override
  public void upgrade(
      ManagedAsyncClientConnection connection,
      HttpHost host,
      @Nullable NamedEndpoint name,
      @Nullable Object attachment,
      HttpContext context,
      FutureCallback<ManagedAsyncClientConnection> callback) {
    Course course = Course.of(context);
    TlsSetup tls = course.way().tls();
    course.reaches();
    tls.connector().upgrade(connection, host, name, tls.handshakes(), context, callback);
  }

  /** Of an older HttpClient, which knew of no request here. */
  @Override
  public Future<ManagedAsyncClientConnection> connect(
      ConnectionInitiator initiator,
      HttpHost host,
      @Nullable SocketAddress local,
      Timeout timeout,
      @Nullable Object attachment,
      FutureCallback<ManagedAsyncClientConnection> callback) {
    throw new UnsupportedOperationException("a connection without a request");
  }

  /** As above. */
  @Override
  public void upgrade(
      ManagedAsyncClientConnection connection, HttpHost host, @Nullable Object attachment) {
    throw new UnsupportedOperationException("a connection without a request");
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
}
