package io.github.webhookplugin.sending;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpStatus;

/**
 * Where one answer ends, told by its bytes, and whether there is anything behind it. HttpCore does not say: it takes what
 * it has for a whole head when the connection ends ("HTTP/1.1 200", cut off there, would count as delivered), and keeps
 * what lies behind an answer for the next one. Reads no more than it must, and rather knows no end than a wrong one.
 * Guarded by {@link Arrivals}.
 */
final class AnswerBounds {
  private static final String START = "HTTP/";
  /** So much of a line is looked at: a length, or how the body is sent, is shorter. */
  private static final int LINE = 200;
  /** With at most 15 digits, a length is surely no overflow. */
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,15}");

  private static final Pattern CHUNK_LENGTH = Pattern.compile("[0-9A-Fa-f]{1,15}");
  private static final Pattern STATUS = Pattern.compile("[1-9][0-9][0-9]");

  private enum Part {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    BEHIND_CHUNK,
    TRAILERS,
    /** Nobody but the receiver knows where it ends. */
    ENDLESS,
    END,
    SURPLUS
  }

  private final boolean connect;
  private final byte[] line = new byte[LINE];
  private Part part = Part.HEAD;
  /** Bytes of the line, but for its end; {@link #line} has the first of them. */
  private int inLine;

  private boolean http = true;
  private boolean firstLine = true;
  private int status;
  private long length = -1;
  private boolean chunked;
  private boolean doubtful;
  /** Of the body or the chunk. */
  private long left;

  /** {@code connect}: the answer is a proxy's to CONNECT, and what follows on it is a tunnel. */
  AnswerBounds(boolean connect) {
    this.connect = connect;
  }

  /** What came, in this order; any number of bytes. */
  void came(ByteBuffer bytes, int from, int to) {
    for (int i = from; i < to; ) {
      if (part == Part.BODY || part == Part.CHUNK) {
        int some = (int) Math.min(left, to - i);
        left -= some;
        i += some;
        if (left == 0) {
          part = part == Part.BODY ? Part.END : Part.BEHIND_CHUNK;
        }
      } else if (part == Part.ENDLESS || part == Part.SURPLUS) {
        return;
      } else if (part == Part.END) {
        part = Part.SURPLUS;
      } else {
        came(bytes.get(i++));
      }
    }
  }

  private void came(byte each) {
    if (each == '\n') {
      endLine();
      inLine = 0;
    } else if (each != '\r' || part != Part.HEAD || inLine > 0) {
      if (inLine < LINE) {
        line[inLine] = each;
      }
      http &= part != Part.HEAD
          || !firstLine
          || inLine >= START.length()
          || each == START.charAt(inLine);
      inLine++;
    }
  }

  private void endLine() {
    String text = new String(line, 0, Math.min(inLine, LINE), StandardCharsets.ISO_8859_1);
    if (inLine <= LINE && text.endsWith("\r")) {
      text = text.substring(0, text.length() - 1);
    }
    switch (part) {
      case HEAD -> endHeadLine(text);
      case CHUNK_SIZE -> endSize(text);
      case BEHIND_CHUNK -> part = text.isEmpty() ? Part.CHUNK_SIZE : Part.ENDLESS;
      default -> part = text.isEmpty() ? Part.END : part;
    }
  }

  private void endHeadLine(String text) {
    if (!text.isEmpty() && firstLine) {
      firstLine = false;
      status = status(text);
    } else if (!text.isEmpty()) {
      look(text);
    } else if (!firstLine) {
      endHead();
    }
  }

  /** -1: not one that can be relied on. */
  private static int status(String line) {
    String[] words = line.split(" ", 3);
    return words.length > 1 && STATUS.matcher(words[1]).matches() ? Integer.parseInt(words[1]) : -1;
  }

  private void look(String text) {
    int colon = text.indexOf(':');
    String name = text.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
    // a line that goes on, or a name with a blank behind it: readers differ
    doubtful |= colon <= 0 || !name.strip().equals(name);
    String value = text.substring(colon + 1).strip();
    if (name.equals("content-length")) {
      doubtful |= length >= 0 || inLine > LINE || !LENGTH.matcher(value).matches();
      length = doubtful ? 0 : Long.parseLong(value);
    } else if (name.equals("transfer-encoding")) {
      doubtful |= chunked || inLine > LINE || !value.equalsIgnoreCase("chunked");
      chunked = true;
    }
  }

  /** Behind a head of 1xx another begins. */
  private void endHead() {
    if (status >= HttpStatus.SC_CONTINUE && status < HttpStatus.SC_OK) {
      firstLine = true;
      length = -1;
      chunked = false;
    } else if (connect) {
      part = status == HttpStatus.SC_OK ? Part.END : Part.ENDLESS;
    } else if (status == HttpStatus.SC_NO_CONTENT || status == HttpStatus.SC_NOT_MODIFIED) {
      part = Part.END;
    } else if (doubtful || status < 0 || chunked == (length >= 0)) {
      part = Part.ENDLESS;
    } else if (chunked) {
      part = Part.CHUNK_SIZE;
    } else {
      left = length;
      part = left == 0 ? Part.END : Part.BODY;
    }
  }

  /** {@code 1a;name=value}: what stands behind the semicolon is nobody's business. */
  private void endSize(String text) {
    int semicolon = text.indexOf(';');
    String size = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
    if (!CHUNK_LENGTH.matcher(size).matches()) {
      part = Part.ENDLESS;
      return;
    }
    left = Long.parseLong(size, 16);
    part = left == 0 ? Part.TRAILERS : Part.CHUNK;
  }

  /** Whether an end of the connection now would be in the middle of the head. */
  boolean isCut() {
    return part == Part.HEAD && http && (inLine > 0 || !firstLine);
  }

  /** Whether the head has come, and says where the answer ends, and nothing lies behind that. */
  boolean isClear() {
    return part != Part.HEAD && part != Part.ENDLESS && part != Part.SURPLUS;
  }

  /** Whether all of it has come, and maybe more. */
  boolean hasEnded() {
    return part == Part.END || part == Part.SURPLUS;
  }

  boolean hasSurplus() {
    return part == Part.SURPLUS;
  }
}
