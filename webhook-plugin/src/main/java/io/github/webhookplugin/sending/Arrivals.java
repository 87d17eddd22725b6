package io.github.webhookplugin.sending;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;

/**
 * What one connection has brought, and whether it may. Breaks it when it brings more than 1 MiB in a row with nothing
 * sent in between: HttpCore reads interim answers for as long as there are any, so a receiver that writes them without
 * end would keep an I/O thread, and every other receiver, waiting until the deadline. Breaks it too when it ends in the
 * middle of an answer's head, and when it brings anything that nobody asked for. Shared between threads.
 */
final class Arrivals {
  /** Room for 64 KiB of body in the smallest of chunks, or a head at its limits. */
  private static final int MAX_IN_A_ROW = 1024 * 1024;

  private static final byte[] CONNECT = "CONNECT ".getBytes(StandardCharsets.US_ASCII);

  private AnswerBounds answer = new AnswerBounds(false);
  private int inARow;
  /** Whether there ever was a request. */
  private boolean used;
  /** Whether there is one of which nothing was sent yet. */
  private boolean begins;

  /**
   * A request is about to use the connection.
   *
   * @return whether it may: the answer before has come, and not a byte behind it
   */
  synchronized boolean begin() {
    if (used && (!answer.hasEnded() || answer.hasSurplus())) {
      return false;
    }
    used = true;
    begins = true;
    return true;
  }

  /** Something is sent. */
  synchronized void sends(ByteBuffer bytes) {
    inARow = 0;
    if (begins) {
      begins = false;
      answer = new AnswerBounds(startsWithConnect(bytes));
    }
  }

  private static boolean startsWithConnect(ByteBuffer bytes) {
    int length = CONNECT.length;
    return bytes.remaining() >= length
        && bytes.slice(bytes.position(), length).equals(ByteBuffer.wrap(CONNECT));
  }

  /** Something came. */
  synchronized void came(ByteBuffer bytes, int from, int to) throws IOException {
    boolean unasked = answer.hasEnded();
    inARow += to - from;
    answer.came(bytes, from, to);
    if (unasked) {
      throw new ConnectionClosedException("the receiver said something that nobody asked for");
    }
    if (inARow > MAX_IN_A_ROW) {
      throw new MessageConstraintException("more than 1 MiB in a row");
    }
  }

  /** Whether nothing has come since something was sent. */
  synchronized boolean isFirst() {
    return inARow == 0;
  }

  /** Nothing more comes. */
  synchronized void end() throws CutHead {
    if (answer.isCut()) {
      throw new CutHead();
    }
  }

  /** Whether the answer whose head has come ends at a place that is known, with nothing behind it so far. */
  synchronized boolean isClear() {
    return answer.isClear();
  }

  /** Whether something lies behind the answer: the connection is of no use any more. */
  synchronized boolean hasSurplus() {
    return answer.hasSurplus();
  }
}
