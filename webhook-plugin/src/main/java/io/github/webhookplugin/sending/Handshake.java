package io.github.webhookplugin.sending;

import java.net.SocketAddress;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The making of one connection, from TCP to the end of TLS. When it is called off, it closes what there is of the
 * connection: HttpClient would leave it open for as long as the receiver says a byte now and then. Shared between
 * threads.
 */
final class Handshake implements ConnectionInitiator {
  private final ConnectionInitiator initiator;
  private @Nullable IOSession session;
  private boolean off;

  Handshake(ConnectionInitiator initiator) {
    this.initiator = initiator;
  }

  @Override
  public Future<IOSession> connect(
      NamedEndpoint endpoint,
      SocketAddress remote,
      @Nullable SocketAddress local,
      Timeout timeout,
      @Nullable Object attachment,
      FutureCallback<IOSession> callback) {
    return initiator.connect(
        endpoint, remote, local, timeout, attachment, new CallbackContribution<>(callback) {
          @Override
          public void completed(IOSession connected) {
            begins(connected);
            callback.completed(connected);
          }
        });
  }

  /** The same callback; it ends the handshake too. */
  <T> FutureCallback<T> endingWith(FutureCallback<T> callback) {
    return new FutureCallback<>() {
      @Override
      public void completed(T result) {
        ends();
        callback.completed(result);
      }

      @Override
      public void failed(Exception cause) {
        ends();
        callback.failed(cause);
      }

      @Override
      public void cancelled() {
        callOff();
        callback.cancelled();
      }
    };
  }

  private synchronized void begins(IOSession connected) {
    session = connected;
    closeIfOff();
  }

  private synchronized void ends() {
    session = null;
  }

  /** Any time; once it has ended, the connection is others' to close. */
  synchronized void callOff() {
    off = true;
    closeIfOff();
  }

  private void closeIfOff() {
    if (off && session != null) {
      session.close(CloseMode.IMMEDIATE);
    }
  }
}
