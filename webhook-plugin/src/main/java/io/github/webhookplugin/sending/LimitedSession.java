package io.github.webhookplugin.sending;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.concurrent.locks.Lock;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection that breaks when it brings more than 1 MiB in a row with nothing sent in between. HttpCore reads interim
 * answers for as long as there are any: a receiver that writes them without end would keep an I/O thread, and every
 * other receiver, waiting until the deadline. It breaks too when it ends in the middle of an answer's head. Used by one
 * I/O thread at a time.
 */
final class LimitedSession implements IOSession {
  /** Room for 64 KiB of body in the smallest of chunks, or a head at its limits. */
  private static final int MAX_IN_A_ROW = 1024 * 1024;

  private final IOSession session;
  private volatile int inARow;
  private volatile AnswerHead head = new AnswerHead();

  LimitedSession(IOSession session) {
    this.session = session;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one reader at a time; volatile for the next
  public int read(ByteBuffer target) throws IOException {
    int start = target.position();
    int count = session.read(target);
    if (count > 0) {
      if (inARow == 0 && isTlsAlert(target, start)) {
        throw new SpeaksTls();
      }
      inARow += count;
      if (inARow > MAX_IN_A_ROW) {
        throw new MessageConstraintException("more than 1 MiB in a row");
      }
      head.came(target, start);
    } else if (count < 0 && head.isCut()) {
      throw new CutHead();
    }
    return count;
  }

  /** What a TLS server says to plain HTTP, if it says anything: no line of HTTP begins so (RFC 8446 section 5.1). */
  private static boolean isTlsAlert(ByteBuffer bytes, int start) {
    return bytes.position() - start > 1 && bytes.get(start) == 21 && bytes.get(start + 1) == 3;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    inARow = 0;
    if (head.hasEnded()) {
      head = new AnswerHead();
    }
    return session.write(source);
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
  public void upgrade(IOEventHandler handler) {
    session.upgrade(handler);
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
  public Command poll() {
    return session.poll();
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
