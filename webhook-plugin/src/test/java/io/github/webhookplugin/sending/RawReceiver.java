package io.github.webhookplugin.sending;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A receiver that does whatever a script says, byte for byte, to each connection it is given. */
final class RawReceiver implements AutoCloseable {
  /** What to do with one connection; it is closed when this returns. */
  interface Script {
    void play(Connection connection) throws IOException;
  }

  final class Connection {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      this.out = socket.getOutputStream();
    }

    /** Reads one whole request; null if the other side closed instead. */
    String request() throws IOException {
      var head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          return null;
        }
        head.write(next);
      }
      var length = Pattern.compile("(?i)content-length: (\\d+)")
          .matcher(head.toString(StandardCharsets.ISO_8859_1));
      byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
      String request =
          head.toString(StandardCharsets.UTF_8) + new String(body, StandardCharsets.UTF_8);
      requests.add(request);
      return request;
    }

    void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /** Waits for the first byte of the next request, and takes it. */
    void awaitByte() throws IOException {
      in.read();
    }

    /** Holds on until the other side closes. */
    void awaitClose() throws IOException {
      while (in.read() >= 0) {
        continue;
      }
      closedByPeer.incrementAndGet();
    }

    /** Says that nothing more will come, as a receiver does that tires of an idle connection. */
    void finish() throws IOException {
      socket.shutdownOutput();
      awaitClose();
    }

    /** Answers every request the same until the other side closes. */
    void serve(String answer) throws IOException {
      while (request() != null) {
        write(answer);
      }
      closedByPeer.incrementAndGet();
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  final List<String> requests = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger closedByPeer = new AtomicInteger();
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final ServerSocket server;

  RawReceiver(Script script) throws IOException {
    this(new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1")), script);
  }

  RawReceiver(ServerSocket server, Script script) {
    this.server = server;
    start(() -> accept(script));
  }

  private void accept(Script script) {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        connections.incrementAndGet();
        start(() -> play(script, socket));
      }
    } catch (SocketException closed) {
      // the test is over
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void play(Script script, Socket socket) {
    try (socket) {
      script.play(new Connection(socket));
    } catch (IOException over) {
      closedByPeer.incrementAndGet();
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "raw-receiver");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/hook";
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
