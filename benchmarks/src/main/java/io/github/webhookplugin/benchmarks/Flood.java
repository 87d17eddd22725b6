package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends one ready-made request over and over, to see that the receiver is not what holds the sides back. */
final class Flood {
  private static final int BODY = 600;

  private final ByteBuffer request;
  private final ByteBuffer answers = ByteBuffer.allocateDirect(64 * 1_024);
  private long answered;

  Flood() {
    byte[] bytes =
        ("POST /hook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                + BODY + "\r\n\r\n" + "x".repeat(BODY))
            .getBytes(StandardCharsets.US_ASCII);
    request = ByteBuffer.allocateDirect(bytes.length).put(bytes);
  }

  /** Answers per second over so many connections, each with one request under way. */
  double perSecond(int port, int connections, Duration warmUp, Duration measured)
      throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        connect(selector, port);
      }
      flood(selector, warmUp);
      long before = answered;
      long start = System.nanoTime();
      flood(selector, measured);
      double perSecond = (answered - before) * 1e9 / (System.nanoTime() - start);
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      return perSecond;
    }
  }

  private void connect(Selector selector, int port) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    channel.write(request.clear());
  }

  private void flood(Selector selector, Duration howLong) throws IOException {
    long end = System.nanoTime() + howLong.toNanos();
    while (System.nanoTime() < end) {
      selector.select(this::answered);
    }
  }

  private void answered(SelectionKey key) {
    try {
      var channel = (SocketChannel) key.channel();
      int read = channel.read(answers.clear());
      if (read % Receiver.ANSWER.length != 0) {
        throw new IOException("an answer came in parts");
      }
      answered += read / Receiver.ANSWER.length;
      channel.write(request.clear());
    } catch (IOException e) {
      throw new IllegalStateException("the receiver cannot be flooded", e);
    }
  }
}
