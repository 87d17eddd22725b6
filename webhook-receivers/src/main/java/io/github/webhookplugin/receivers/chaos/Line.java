package io.github.webhookplugin.receivers.chaos;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;

/** One connection in the hand of a script. Used by one thread. */
final class Line {
  /** A good answer to whoever asks; {@link #serve} gives better ones. */
  static final String GOOD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";

  private static final int PAUSE_MILLIS = 100;
  /** Ten seconds, in which it cannot see whether its sender is gone. */
  private static final int BLIND_PAUSES = 100;

  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
  private static final Pattern ID = Pattern.compile("(?im)^webhook-id: *([^\r\n]*)");

  private final Socket socket;
  private final Consumer<String> whole;
  private InputStream in;
  private OutputStream out;

  /** @param whole is told the id of each request that was read to its end */
  Line(Socket socket, Consumer<String> whole) throws IOException {
    this.socket = socket;
    this.whole = whole;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** From now on speaks TLS, once the handshake is done. */
  SSLSocket secure(Identity identity) throws IOException {
    return handshake(identity.over(socket));
  }

  /** The same with one version only. */
  SSLSocket secure(Identity identity, String version) throws IOException {
    SSLSocket secured = identity.over(socket);
    secured.setEnabledProtocols(new String[] {version});
    return handshake(secured);
  }

  /** The same, and the caller must show a certificate. */
  void secureWithCallers(Identity identity, String version) throws IOException {
    SSLSocket secured = identity.over(socket);
    secured.setEnabledProtocols(new String[] {version});
    secured.setNeedClientAuth(true);
    handshake(secured);
  }

  private SSLSocket handshake(SSLSocket secured) throws IOException {
    secured.startHandshake();
    in = secured.getInputStream();
    out = secured.getOutputStream();
    return secured;
  }

  /** Reads one whole request and returns the id of its delivery; ends the script if there is none. */
  String request() throws IOException {
    String head = head();
    Matcher length = LENGTH.matcher(head);
    int left = length.find() ? Integer.parseInt(length.group(1)) : 0;
    if (left > MOST_BYTES || in.readNBytes(left).length < left) {
      throw new EOFException("no whole request");
    }
    Matcher id = ID.matcher(head);
    String found = id.find() ? id.group(1).strip() : "";
    whole.accept(found);
    return found;
  }

  /** Reads the head of a request only. */
  String head() throws IOException {
    var head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 4) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("no more requests");
      }
      head.write(next);
      ends = next == "\r\n\r\n".charAt(ends) ? ends + 1 : next == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** Reads this many bytes of whatever comes. */
  void read(int count) throws IOException {
    if (in.readNBytes(count).length < count) {
      throw new EOFException("closed by the sender");
    }
  }

  /** Reads one record of TLS. */
  void record() throws IOException {
    byte[] head = in.readNBytes(5);
    if (head.length < 5) {
      throw new EOFException("closed by the sender");
    }
    read(((head[3] & 0xff) << 8) | (head[4] & 0xff));
  }

  void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Writes one byte after the other with a pause between them, until the sender has had enough of it. */
  void drip(String text) throws IOException {
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      write(new byte[] {each});
      pause();
    }
  }

  /** Writes the same without end. */
  void endlessly(String text) throws IOException {
    byte[] much = text.repeat(1 + 4_096 / text.length()).getBytes(StandardCharsets.UTF_8);
    while (true) {
      write(much);
    }
  }

  /** A tenth of a second: long enough that the sender has taken what came, short beside a deadline. */
  void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the receiver closes");
    }
  }

  /** Holds on until the sender closes. */
  void hold() throws IOException {
    int last = 0;
    while (last >= 0) {
      last = socket.getInputStream().read();
    }
  }

  /** Holds on for some seconds, and reads nothing: so it cannot see when the sender closes. */
  void holdUnread() throws IOException {
    for (int i = 0; i < BLIND_PAUSES; i++) {
      pause();
    }
  }

  /** Reads byte by byte for some seconds, and then whatever is left, to see when the sender closes. */
  void readSlowly() throws IOException {
    for (int i = 0; i < BLIND_PAUSES; i++) {
      read(1);
      pause();
    }
    hold();
  }

  /** Answers every further request as a good receiver does: with the id of its own delivery. */
  void serve() throws IOException {
    while (true) {
      String body = "good " + request();
      write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length()
          + "\r\n\r\n" + body);
    }
  }

  /** Says that no more will come, and reads on. */
  void finish() throws IOException {
    socket.shutdownOutput();
    hold();
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Closes the connection below TLS, without a word. */
  void cut() throws IOException {
    socket.close();
  }
}
