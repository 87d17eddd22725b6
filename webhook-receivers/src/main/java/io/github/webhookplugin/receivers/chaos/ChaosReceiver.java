package io.github.webhookplugin.receivers.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A receiver at a port of its own that misbehaves in one way until it is told to recover; from then on it answers
 * every request with {@code good} and the {@code webhook-id} of that request, so that a test sees whether an answer is
 * the request's own. In a host's test:
 *
 * <pre>{@code
 * try (var receiver = new ChaosReceiver(Behaviour.named("reset-in-body"))) {
 *   // send something to receiver.url(), see what your host makes of it
 *   receiver.recover();
 *   // send again
 * }
 * }</pre>
 *
 * <p>Shared between threads.
 */
public final class ChaosReceiver implements AutoCloseable {
  private static final int BACKLOG = 200;
  private static final int FILLERS = 4;

  private final Behaviour behaviour;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> fillers = new ArrayList<>();
  private volatile @Nullable ServerSocket server;
  private volatile @Nullable Socket placeholder;
  private volatile boolean recovered;

  /** Listens, in its way, at a free port of 127.0.0.1. */
  public ChaosReceiver(Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      port = open();
    } catch (IOException e) {
      throw new UncheckedIOException("no port of the loopback interface can be had", e);
    }
  }

  private int open() throws IOException {
    switch (behaviour.door()) {
      case SHUT -> {
        var bound = new Socket();
        bound.bind(loopback(0));
        placeholder = bound;
        return bound.getLocalPort();
      }
      case FULL -> {
        var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server = full;
        fill(full.getLocalPort());
        return full.getLocalPort();
      }
      default -> {
        return listen(0);
      }
    }
  }

  private void fill(int crowded) throws IOException {
    for (int i = 0; i < FILLERS; i++) {
      var filler = new Socket();
      fillers.add(filler);
      try {
        filler.connect(loopback(crowded), 50);
      } catch (IOException refused) {
        return;
      }
    }
  }

  private int listen(int at) throws IOException {
    var listening = new ServerSocket();
    listening.setReuseAddress(true);
    listening.bind(loopback(at), BACKLOG);
    server = listening;
    start(() -> accept(listening));
    return listening.getLocalPort();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private void accept(ServerSocket listening) {
    try {
      while (true) {
        Socket socket = listening.accept();
        open.add(socket);
        start(() -> play(socket));
      }
    } catch (IOException closed) {
      // it is over, or starts again elsewhere
    }
  }

  private void play(Socket socket) {
    try (socket) {
      var line = new Line(socket, requests::add);
      if (!recovered) {
        behaviour.script().play(line);
      } else {
        if (secure()) {
          line.secure(Identity.good());
        }
        line.serve();
      }
    } catch (IOException over) {
      // one side has had enough
    } finally {
      open.remove(socket);
    }
  }

  private void start(Runnable work) {
    var thread = new Thread(
        () -> {
          try {
            work.run();
          } finally {
            threads.remove(Thread.currentThread());
          }
        },
        "chaos-" + behaviour.name());
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private boolean secure() {
    return behaviour.family() == Family.TLS;
  }

  public Behaviour behaviour() {
    return behaviour;
  }

  /**
   * What to call. Of the family TLS it is https and the name localhost; whoever sends must trust {@link
   * Identity#authority()}, or every one of them ends with a certificate that is not trusted.
   */
  public String url() {
    return (secure() ? "https://localhost:" : "http://127.0.0.1:") + port + "/hook";
  }

  /** The ids ({@code webhook-id}) of the requests that were read to their end, in order; empty if one had none. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** How many connections are open. */
  public int connections() {
    return open.size();
  }

  /** Answers well from now on. Connections that are open go on as they began. */
  public void recover() {
    recovered = true;
    try {
      Socket bound = placeholder;
      if (bound != null) {
        bound.close();
        listen(port);
      }
      if (behaviour.door() == Behaviour.Door.FULL) {
        for (Socket filler : fillers) {
          filler.close();
        }
        close(server);
        listen(port);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + " was taken by somebody else", e);
    }
  }

  @Override
  public void close() {
    try {
      close(server);
      Socket bound = placeholder;
      if (bound != null) {
        bound.close();
      }
      for (Socket filler : fillers) {
        filler.close();
      }
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.forEach(Thread::interrupt);
  }

  private static void close(@Nullable ServerSocket socket) throws IOException {
    if (socket != null) {
      socket.close();
    }
  }
}
