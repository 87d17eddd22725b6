package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.ServiceId;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** One run of an exchange through HttpClient. Shared between threads. */
final class Course {
  private static final String ATTRIBUTE = "webhook.course";

  private final Exchange exchange;
  private final CloseableHttpAsyncClient client;
  private final Way way;
  private final ServiceId service;
  private final RequestWriter writer;
  private final AnswerReader reader;
  private volatile @Nullable Future<?> running;
  private volatile @Nullable AsyncExecRuntime runtime;
  private volatile @Nullable Handshake handshake;
  private volatile @Nullable Arrivals arrivals;
  private volatile boolean reached;

  Course(Exchange exchange, OutgoingRequest request, CloseableHttpAsyncClient client, Way way) {
    this.exchange = exchange;
    this.client = client;
    this.way = way;
    this.service = request.service();
    this.writer = new RequestWriter(request, exchange);
    this.reader = new AnswerReader(exchange::end, this::isOfProxy);
  }

  /** The course that a request of HttpClient's belongs to. */
  static Course of(HttpContext context) {
    return (Course) context.getAttribute(ATTRIBUTE);
  }

  Way way() {
    return way;
  }

  /** A connection is made for it: no earlier one was free. */
  void connects(Handshake begun) {
    handshake = begun;
  }

  /** What the proxy connected it to speaks TLS now. */
  void reaches() {
    reached = true;
  }

  /** Whether nobody but the proxy can have heard of it yet. */
  boolean isAtProxy() {
    return way.proxy() != null && exchange.overTls() && isFirstOfConnection() && !reached;
  }

  private boolean isOfProxy(int status) {
    return way.proxy() != null
        && (exchange.overTls()
            ? isAtProxy()
            : status == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED);
  }

  boolean isFirstOfConnection() {
    return handshake != null;
  }

  boolean answering() {
    return reader.begun();
  }

  boolean begun() {
    return writer.begun();
  }

  /** The connection that it was given is fit for it. */
  void goesBy(Arrivals connection) {
    arrivals = connection;
  }

  /** Whether it is known where the answer ends whose head has come, and nothing lies behind it so far. */
  boolean isClear() {
    Arrivals known = arrivals;
    return known != null && known.isClear();
  }

  /** Whether its connection may be kept, if the answer allows it too. */
  boolean mayShare() {
    return writer.finished() && exchange.target().comesAgain() && isClear();
  }

  /** HttpClient lends its handle on the connection, as soon as there is one. */
  void runsIn(AsyncExecRuntime lent) {
    runtime = lent;
  }

  void start() {
    var context = HttpClientContext.create();
    context.setAttribute(ATTRIBUTE, this);
    context.setUserToken(new Sharing(service, exchange.target(), way.tls().rules()));
    if (way.proxy() != null) {
      ProxyRoutes.introduce(way.proxy(), context);
    }
    running = client.execute(exchange.target().host(), writer, reader, null, context, exchange);
  }

  /**
   * Breaks the connection. Cancelling alone is not enough: when a connection is made faster than HttpClient notes that
   * it is being made, the cancellation goes to the making of it, which is over, and the exchange goes on. And a handshake
   * that is under way does not hear of it.
   */
  void abort() {
    Future<?> started = running;
    if (started != null) {
      started.cancel(true);
    }
    AsyncExecRuntime lent = runtime;
    if (lent != null) {
      lent.discardEndpoint();
    }
    Handshake underWay = handshake;
    if (underWay != null) {
      underWay.callOff();
    }
  }

  /**
   * Whether the request was handed to a connection that the receiver had closed or spoilt (with an answer nobody asked
   * for), and nothing of it was sent.
   */
  boolean missed(Exception cause) {
    return !writer.begun()
        && (cause instanceof ConnectionClosedException || cause instanceof HttpException);
  }

  Course again(OutgoingRequest request) {
    return new Course(exchange, request, client, way);
  }
}
