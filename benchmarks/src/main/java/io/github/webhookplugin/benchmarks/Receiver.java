package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A receiver that costs next to nothing: one thread, HTTP/1.1 with connections kept alive, always the same answer. It
 * understands just what the sides send: requests with a Content-Length.
 */
final class Receiver implements Runnable, AutoCloseable {
  static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int BACKLOG = 1_024;

  private final Selector selector = Selector.open();
  private final List<ServerSocketChannel> servers = new ArrayList<>();
  private final Predicate<RequestHead> answers;
  private final AtomicLong answered = new AtomicLong();

  /** Asks for each request whether to answer it; one that is not answered keeps its connection for ever. */
  Receiver(Predicate<RequestHead> answers) throws IOException {
    this.answers = answers;
  }

  /** Opens one more port on loopback; before {@link #start}. */
  int listen() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    servers.add(server);
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  void start() {
    var thread = new Thread(this, "receiver");
    thread.setDaemon(true);
    thread.start();
  }

  long answered() {
    return answered.get();
  }

  @Override
  public void run() {
    try {
      while (selector.isOpen()) {
        selector.select(this::ready);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the receiver's selector failed", e);
    }
  }

  private void ready(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept((ServerSocketChannel) key.channel());
      } else {
        read((SocketChannel) key.channel(), (Connection) key.attachment());
      }
    } catch (IOException gone) {
      key.cancel();
      closeQuietly(key);
    }
  }

  private void accept(ServerSocketChannel server) throws IOException {
    SocketChannel channel = server.accept();
    if (channel != null) {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ, new Connection());
    }
  }

  private void read(SocketChannel channel, Connection connection) throws IOException {
    if (channel.read(connection.in) < 0) {
      throw new IOException("closed by the sender");
    }
    for (RequestHead head = connection.next(); head != null; head = connection.next()) {
      if (answers.test(head)) {
        write(channel, connection.out.clear());
        answered.incrementAndGet();
      }
    }
  }

  /** A socket that has just been read from has room for an answer this small. */
  private static void write(SocketChannel channel, ByteBuffer answer) throws IOException {
    while (answer.hasRemaining()) {
      if (channel.write(answer) == 0) {
        Thread.onSpinWait();
      }
    }
  }

  private static void closeQuietly(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      // it is gone either way
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    for (ServerSocketChannel server : servers) {
      server.close();
    }
  }

  /** What has come in on one connection and is not answered yet. */
  private static final class Connection {
    private final ByteBuffer in = ByteBuffer.allocate(64 * 1_024);
    private final ByteBuffer out = ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER);

    /** Takes the next whole request off; null if there is none yet. */
    @org.jspecify.annotations.Nullable
    RequestHead next() throws IOException {
      RequestHead head = RequestHead.in(in.array(), in.position());
      if (head == null || head.length() > in.position()) {
        return null;
      }
      in.flip();
      in.position(head.length());
      in.compact();
      return head;
    }
  }
}
