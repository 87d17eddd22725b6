package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Reads one answer, at most {@link Answer#MAX_BODY} of it. */
final class AnswerReader implements AsyncResponseConsumer<Answer.Response> {
  private static final int FIRST_CAPACITY = 512;

  private final Consumer<Answer> whenCut;
  private final IntPredicate ofProxy;
  private volatile @Nullable HttpResponse head;
  private @Nullable FutureCallback<Answer.Response> whenRead;
  private byte[] body = new byte[0];
  private int length;
  private long announced;
  private boolean complete;

  /**
   * A reader of one answer.
   *
   * @param whenCut takes an answer that was too long, before its connection is broken
   * @param ofProxy whether an answer with a status, now, is not the receiver's
   */
  AnswerReader(Consumer<Answer> whenCut, IntPredicate ofProxy) {
    this.whenCut = whenCut;
    this.ofProxy = ofProxy;
  }

  boolean begun() {
    return head != null;
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {}

  @Override
  public void consumeResponse(
      HttpResponse response,
      @Nullable EntityDetails entity,
      HttpContext context,
      FutureCallback<Answer.Response> callback)
      throws IOException {
    if (ofProxy.test(response.getCode())) {
      throw new ProxyRefusal(response.getCode());
    }
    head = response;
    whenRead = callback;
    if (entity == null) {
      complete = true;
    } else {
      announced = entity.getContentLength();
    }
  }

  @Override
  public void updateCapacity(CapacityChannel capacity) throws IOException {
    capacity.update(Integer.MAX_VALUE);
  }

  @Override
  public void consume(ByteBuffer source) throws IOException {
    int taken = Math.min(source.remaining(), Answer.MAX_BODY - length);
    if (length + taken > body.length) {
      int doubled = Math.max(FIRST_CAPACITY, 2 * body.length);
      body = Arrays.copyOf(body, Math.min(Answer.MAX_BODY, Math.max(doubled, length + taken)));
    }
    source.get(body, length, taken);
    length += taken;
    if (source.hasRemaining() || (length == Answer.MAX_BODY && announced > length)) {
      whenCut.accept(answer(true));
      throw new EnoughRead();
    }
  }

  @Override
  public void streamEnd(@Nullable List<? extends org.apache.hc.core5.http.Header> trailers) {
    complete = true;
  }

  @Override
  public void failed(Exception cause) {}

  /** Called when the connection is back in the pool: whoever sends the next request from here gets it. */
  @Override
  public void releaseResources() {
    FutureCallback<Answer.Response> callback = whenRead;
    if (complete && callback != null) {
      whenRead = null;
      callback.completed(answer(false));
    }
  }

  private Answer.Response answer(boolean truncated) {
    HttpResponse response = head;
    if (response == null) {
      throw new IllegalStateException("an answer's body came before its head");
    }
    var headers = new ArrayList<Header>();
    for (var each : response.getHeaders()) {
      headers.add(new Header(each.getName(), each.getValue() == null ? "" : each.getValue()));
    }
    return new Answer.Response(response.getCode(), headers, text(response), truncated);
  }

  /** A compressed answer stays unread: it was not asked for, and unpacking is how a few bytes become gigabytes. */
  private String text(HttpResponse response) {
    var encoding = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
    if (length == 0 || (encoding != null && !"identity".equalsIgnoreCase(encoding.getValue()))) {
      return "";
    }
    String text = new String(body, 0, length, charset(response));
    return text.indexOf(0) < 0 ? text : text.replace("\0", "");
  }

  private static Charset charset(HttpResponse response) {
    var type = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || type.getValue() == null) {
      return StandardCharsets.UTF_8;
    }
    ContentType parsed = ContentType.parseLenient(type.getValue());
    return parsed == null ? StandardCharsets.UTF_8 : parsed.getCharset(StandardCharsets.UTF_8);
  }

  /** Ends an exchange from inside HttpCore, whose way to break a connection is an exception. */
  private static final class EnoughRead extends IOException {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
