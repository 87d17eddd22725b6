package io.github.webhookplugin.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Several receivers behind one host and port, of which the one at {@code /evil} answers twice. A thread a connection. */
final class Gateway implements AutoCloseable {
  private static final int BACKLOG = 1_024;
  private static final byte[] PLANTED = answer("planted");

  /** When the second answer comes. */
  enum Planting {
    NEVER,
    /** Up to two milliseconds after the first, at random. */
    SOON,
    /** Once a byte of the next request has come. */
    WHEN_ASKED_AGAIN
  }

  private final ServerSocket server;
  private final Planting planting;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
    var thread = new Thread(work, "gateway");
    thread.setDaemon(true);
    return thread;
  });

  /** In plain HTTP. */
  Gateway(Planting planting) throws IOException {
    this(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), planting);
  }

  /** At that socket, which may speak TLS. */
  Gateway(ServerSocket server, Planting planting) {
    this.server = server;
    this.planting = planting;
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      // it is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (String path = request(in, ""); !path.isEmpty(); path = request(in, "")) {
        out.write(answer(path));
        if (path.equals("/evil")) {
          plant(in, out);
        }
      }
    } catch (IOException gone) {
      // the sender has closed it
    } finally {
      open.remove(socket);
    }
  }

  private void plant(InputStream in, OutputStream out) throws IOException {
    switch (planting) {
      case NEVER -> {}
      case SOON -> {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2_000_000));
        out.write(PLANTED);
      }
      case WHEN_ASKED_AGAIN -> {
        int first = in.read();
        if (first >= 0) {
          out.write(PLANTED);
          String path = request(in, String.valueOf((char) first));
          out.write(answer(path));
        }
      }
    }
  }

  /** Reads a request and returns its path; empty if the sender has closed. */
  private static String request(InputStream in, String begun) throws IOException {
    var head = new ByteArrayOutputStream();
    head.writeBytes(begun.getBytes(StandardCharsets.US_ASCII));
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
      matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
    }
    RequestHead read =
        Objects.requireNonNull(RequestHead.in(head.toByteArray(), head.size()), "a whole head");
    in.skipNBytes(read.length() - head.size());
    return read.path();
  }

  private static byte[] answer(String body) {
    return ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
