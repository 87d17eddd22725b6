package io.github.webhookplugin.sending;

import java.nio.ByteBuffer;

/**
 * How far the head of an answer has come, told by its bytes. HttpCore takes what it has for a whole head when the
 * connection ends: "HTTP/1.1 200", cut off there, would count as delivered. Used by one thread at a time.
 */
final class AnswerHead {
  private static final String START = "HTTP/";

  private int inLine;
  private int words;
  private boolean http = true;
  private boolean firstLine = true;
  private boolean interim;
  private boolean ended;

  /** What came from that position on. */
  void came(ByteBuffer bytes, int from) {
    for (int i = from; i < bytes.position() && !ended; i++) {
      came(bytes.get(i));
    }
  }

  private void came(byte each) {
    if (each == '\n') {
      endLine();
    } else if (each != '\r') {
      if (firstLine) {
        look(each);
      }
      inLine++;
    }
  }

  private void look(byte each) {
    if (inLine < START.length()) {
      http &= each == START.charAt(inLine);
    }
    if (each == ' ') {
      words++;
    } else if (words == 1) {
      // the first digit of the status
      interim = each == '1';
      words++;
    }
  }

  /** An empty line ends a head; behind one of 1xx another begins. */
  private void endLine() {
    if (inLine > 0) {
      firstLine = false;
    } else if (!firstLine) {
      firstLine = true;
      words = 0;
      ended = !interim;
    }
    inLine = 0;
  }

  /** Whether an end now would be in the middle of it. */
  boolean isCut() {
    return !ended && http && (inLine > 0 || !firstLine);
  }

  boolean hasEnded() {
    return ended;
  }
}
