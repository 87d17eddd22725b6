package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.OutgoingRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Hands one request to HttpClient, its length known. */
final class RequestWriter implements AsyncRequestProducer {
  private final OutgoingRequest request;
  private final Exchange exchange;
  private final ByteBuffer body;
  private volatile boolean begun;
  private volatile boolean finished;

  RequestWriter(OutgoingRequest request, Exchange exchange) {
    this.request = request;
    this.exchange = exchange;
    this.body = ByteBuffer.wrap(request.body());
  }

  /**
   * Whether a byte may have reached the receiver. HttpCore buffers the head of a request that has a body and sends it
   * together with the first of the body, and it is always told that there is a body.
   */
  boolean begun() {
    return begun;
  }

  /** Whether all of it was handed over. */
  boolean finished() {
    return finished;
  }

  @Override
  public void sendRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    Target target = exchange.target();
    var head = new BasicHttpRequest(request.method().name(), target.host(), target.path());
    for (Header header : request.headers()) {
      head.addHeader(header.name(), header.value());
    }
    if (!head.containsHeader(HttpHeaders.ACCEPT_ENCODING)) {
      head.addHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
    }
    channel.sendRequest(head, new BasicEntityDetails(request.body().length, null), context);
  }

  @Override
  public int available() {
    return body.remaining();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    if (!begun && exchange.hasEnded()) {
      throw new ConnectionClosedException("too late to send the request");
    }
    begun = true;
    channel.write(body);
    if (!body.hasRemaining()) {
      finished = true;
      channel.endStream();
    }
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public void failed(Exception cause) {}

  @Override
  public void releaseResources() {}
}
