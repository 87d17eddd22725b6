package io.github.webhookplugin.sending;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.concurrent.locks.Lock;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.impl.nio.HttpConnectionEventHandler;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection that keeps to what {@link Arrivals} allows. It begins a request only if nothing lies behind the answer
 * before: it looks into the socket once more for that, as far as it can (not through TLS). Used by one I/O thread at a
 * time.
 */
final class LimitedSession implements IOSession {
  private final IOSession session;
  private final Arrivals arrivals;
  private final ByteBuffer probe = ByteBuffer.allocate(1);

  LimitedSession(IOSession session, Arrivals arrivals) {
    this.session = session;
    this.arrivals = arrivals;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int start = target.position();
    int count = session.read(target);
    if (count > 0) {
      if (arrivals.isFirst() && isTlsAlert(target, start)) {
        throw new SpeaksTls();
      }
      arrivals.came(target, start, target.position());
    } else if (count < 0) {
      arrivals.end();
    }
    return count;
  }

  /** What a TLS server says to plain HTTP, if it says anything: no line of HTTP begins so (RFC 8446 section 5.1). */
  private static boolean isTlsAlert(ByteBuffer bytes, int start) {
    return bytes.position() - start > 1 && bytes.get(start) == 21 && bytes.get(start + 1) == 3;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    arrivals.sends(source);
    return session.write(source);
  }

  /** A request that must not have the connection is told so, and looks for another one. */
  @Override
  public Command poll() {
    Command command = session.poll();
    if (!(command instanceof RequestExecutionCommand request) || !session.isOpen()) {
      return command;
    }
    if (isSilent() && arrivals.begin()) {
      Course.of(request.getContext()).goesBy(arrivals);
      return command;
    }
    request.failed(new ConnectionClosedException("the connection is not to be used again"));
    return ShutdownCommand.IMMEDIATE;
  }

  /** Not if a byte has come, or the end, since it was read last. */
  private boolean isSilent() {
    try {
      return session.read(probe.clear()) == 0;
    } catch (IOException broken) {
      return false;
    }
  }

  /** What handlers do with what comes over TLS is looked at too. */
  @Override
  public void upgrade(IOEventHandler handler) {
    session.upgrade(
        handler instanceof HttpConnectionEventHandler http
            ? new LimitedHandler(http, arrivals)
            : handler);
  }

  @Override
  public String getId() {
    return session.getId();
  }

  @Override
  public IOEventHandler getHandler() {
    return session.getHandler();
  }

  @Override
  public Lock getLock() {
    return session.getLock();
  }

  @Override
  public void enqueue(Command command, Command.Priority priority) {
    session.enqueue(command, priority);
  }

  @Override
  public boolean hasCommands() {
    return session.hasCommands();
  }

  @Override
  public ByteChannel channel() {
    return session.channel();
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return session.getRemoteAddress();
  }

  @Override
  public SocketAddress getLocalAddress() {
    return session.getLocalAddress();
  }

  @Override
  public int getEventMask() {
    return session.getEventMask();
  }

  @Override
  public void setEventMask(int mask) {
    session.setEventMask(mask);
  }

  @Override
  public void setEvent(int event) {
    session.setEvent(event);
  }

  @Override
  public void clearEvent(int event) {
    session.clearEvent(event);
  }

  @Override
  public boolean isOpen() {
    return session.isOpen();
  }

  @Override
  public void close() {
    session.close();
  }

  @Override
  public void close(CloseMode mode) {
    session.close(mode);
  }

  @Override
  public Status getStatus() {
    return session.getStatus();
  }

  @Override
  public Timeout getSocketTimeout() {
    return session.getSocketTimeout();
  }

  @Override
  public void setSocketTimeout(Timeout timeout) {
    session.setSocketTimeout(timeout);
  }

  @Override
  public long getLastReadTime() {
    return session.getLastReadTime();
  }

  @Override
  public long getLastWriteTime() {
    return session.getLastWriteTime();
  }

  @Override
  public long getLastEventTime() {
    return session.getLastEventTime();
  }

  @Override
  public void updateReadTime() {
    session.updateReadTime();
  }

  @Override
  public void updateWriteTime() {
    session.updateWriteTime();
  }
}
