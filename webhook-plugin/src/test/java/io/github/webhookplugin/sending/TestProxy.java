package io.github.webhookplugin.sending;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small real HTTP proxy on this machine: tunnels, forwards, refuses, or says nothing. */
final class TestProxy implements AutoCloseable {
  /** The heads of the requests that it was sent. */
  final List<String> heads = new CopyOnWriteArrayList<>();

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private volatile String answer = "";
  private volatile String behindTunnel = "";

  TestProxy() throws IOException {
    start(() -> {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        start(() -> serve(socket));
      }
    });
  }

  /** Refuses from now on, with a whole answer. */
  void refuses(String status) {
    answer = "HTTP/1.1 " + status + "\r\nContent-Length: 7\r\n\r\nrefused";
  }

  /** Says more than that there is a tunnel. */
  void saysBehindTunnel(String more) {
    behindTunnel = more;
  }

  void saysNothing() {
    answer = "nothing";
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve(Socket client) throws IOException {
    try (client) {
      String head = head(client.getInputStream());
      heads.add(head);
      if (answer.equals("nothing")) {
        int unused = client.getInputStream().read();
        return;
      }
      if (!answer.isEmpty()) {
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
        return;
      }
      String[] line = head.lines().findFirst().orElse("").split(" ");
      boolean tunnel = line[0].equals("CONNECT");
      URI target = URI.create(tunnel ? "http://" + line[1] : line[1]);
      // whatever the name, the receiver is on this machine: names are the proxy's to look up
      try (var receiver = new Socket(InetAddress.getByName("127.0.0.1"), target.getPort())) {
        open.add(receiver);
        if (tunnel) {
          client
              .getOutputStream()
              .write(
                  ("HTTP/1.1 200 OK\r\n\r\n" + behindTunnel).getBytes(StandardCharsets.US_ASCII));
        } else {
          receiver.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        }
        start(() -> receiver.getInputStream().transferTo(client.getOutputStream()));
        pass(client.getInputStream(), receiver.getOutputStream());
      }
    }
  }

  private static void pass(InputStream from, OutputStream to) throws IOException {
    byte[] some = new byte[8_192];
    for (int read = from.read(some); read >= 0; read = from.read(some)) {
      to.write(some, 0, read);
      to.flush();
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread = new Thread(
        () -> {
          try {
            work.run();
          } catch (IOException over) {
            // one side has closed
          }
        },
        "test-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket each : open) {
      each.close();
    }
  }
}
