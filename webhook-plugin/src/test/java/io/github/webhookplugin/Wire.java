package io.github.webhookplugin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A stretch of network between a client and a server on this machine, to be cut and to be made a black hole. */
final class Wire implements AutoCloseable {
  /** What becomes of what is sent. */
  enum State {
    WHOLE,
    /** Connections are closed, new ones too. */
    CUT,
    /** Connections are kept and taken, and nothing comes through. */
    SWALLOWING
  }

  private final ServerSocket entry;
  private final int exit;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile State state = State.WHOLE;
  private volatile String fatalRequest = "";
  private volatile String fatalAnswer = "";
  private volatile boolean requested;

  Wire(int exit) throws IOException {
    this.exit = exit;
    entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return entry.getLocalPort();
  }

  void become(State next) {
    state = next;
    if (next == State.CUT) {
      closeAll();
    }
  }

  /**
   * Cuts the connection, once, in the moment that an answer is on its way: the first one with the text {@code answer}
   * after a request with the text {@code request}.
   */
  void cutAtAnswer(String answer, String request) {
    fatalAnswer = answer;
    fatalRequest = request;
  }

  /** Whether {@link #cutAtAnswer} has come true. */
  boolean hasCut() {
    return requested && fatalRequest.isEmpty();
  }

  @Override
  public void close() throws IOException {
    entry.close();
    closeAll();
    threads.shutdownNow();
  }

  private void accept() {
    while (!entry.isClosed()) {
      try {
        connect(entry.accept());
      } catch (IOException e) {
        // the test is over
      }
    }
  }

  private void connect(Socket client) throws IOException {
    if (state == State.CUT) {
      client.close();
      return;
    }
    try {
      var server = new Socket(InetAddress.getLoopbackAddress(), exit);
      sockets.add(client);
      sockets.add(server);
      threads.execute(() -> pump(client, server, false));
      threads.execute(() -> pump(server, client, true));
    } catch (IOException e) {
      // the server is down
      client.close();
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    try (from;
        to) {
      var buffer = new byte[1 << 16];
      for (int n = from.getInputStream().read(buffer);
          n >= 0;
          n = from.getInputStream().read(buffer)) {
        if (fatal(new String(buffer, 0, n, StandardCharsets.ISO_8859_1), answers)) {
          return;
        }
        if (state != State.SWALLOWING) {
          to.getOutputStream().write(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      // the other end was closed
    }
  }

  private boolean fatal(String sent, boolean answer) {
    if (fatalRequest.isEmpty()) {
      return false;
    }
    if (!answer) {
      requested |= sent.contains(fatalRequest);
      return false;
    }
    if (!requested || !sent.contains(fatalAnswer)) {
      return false;
    }
    fatalRequest = "";
    return true;
  }

  private void closeAll() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    sockets.clear();
  }
}
