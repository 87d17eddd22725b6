package io.github.webhookplugin.sending;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSession;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.impl.nio.HttpConnectionEventHandler;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Shows {@link Arrivals} what comes over TLS: HttpCore hands that to the handler, and a {@link LimitedSession} does not see
 * it. Closes a connection on which something lies behind an answer. Used by one I/O thread at a time.
 */
final class LimitedHandler implements HttpConnectionEventHandler {
  private final HttpConnectionEventHandler handler;
  private final Arrivals arrivals;

  LimitedHandler(HttpConnectionEventHandler handler, Arrivals arrivals) {
    this.handler = handler;
    this.arrivals = arrivals;
  }

  @Override
  public void inputReady(IOSession session, @Nullable ByteBuffer decrypted) throws IOException {
    if (decrypted != null) {
      try {
        arrivals.came(decrypted, decrypted.position(), decrypted.limit());
      } catch (IOException broken) {
        handler.exception(session, broken);
        // a farewell in TLS waits for the other side's
        session.close(CloseMode.IMMEDIATE);
        return;
      }
    }
    handler.inputReady(session, decrypted);
    if (arrivals.hasSurplus() && session.isOpen()) {
      session.enqueue(ShutdownCommand.GRACEFUL, Command.Priority.IMMEDIATE);
    }
  }

  @Override
  public void connected(IOSession session) throws IOException {
    handler.connected(session);
  }

  @Override
  public void outputReady(IOSession session) throws IOException {
    handler.outputReady(session);
  }

  @Override
  public void timeout(IOSession session, Timeout timeout) throws IOException {
    handler.timeout(session, timeout);
  }

  @Override
  public void exception(IOSession session, Exception cause) {
    handler.exception(session, cause);
  }

  @Override
  public void disconnected(IOSession session) {
    handler.disconnected(session);
  }

  @Override
  public void close() throws IOException {
    handler.close();
  }

  @Override
  public void close(CloseMode mode) {
    handler.close(mode);
  }

  @Override
  public Timeout getSocketTimeout() {
    return handler.getSocketTimeout();
  }

  @Override
  public void setSocketTimeout(Timeout timeout) {
    handler.setSocketTimeout(timeout);
  }

  @Override
  public EndpointDetails getEndpointDetails() {
    return handler.getEndpointDetails();
  }

  @Override
  public SocketAddress getLocalAddress() {
    return handler.getLocalAddress();
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return handler.getRemoteAddress();
  }

  @Override
  public ProtocolVersion getProtocolVersion() {
    return handler.getProtocolVersion();
  }

  @Override
  public SSLSession getSSLSession() {
    return handler.getSSLSession();
  }

  @Override
  public boolean isOpen() {
    return handler.isOpen();
  }
}
