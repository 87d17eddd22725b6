package io.github.webhookplugin.sending;

import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Which connections serve another request: those on which a receiver has taken a whole request, has said so with a
 * status of success, and has left no doubt of where its answer ends. Asked when the head of an answer has come, of a
 * proxy's to CONNECT too: what it has made a tunnel of lasts, for the request is yet to go through it.
 */
final class Reuse implements ConnectionReuseStrategy {
  @Override
  public boolean keepAlive(HttpRequest request, HttpResponse response, HttpContext context) {
    if (Method.CONNECT.isSame(request.getMethod())) {
      return Course.of(context).isClear()
          && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
    }
    int status = response.getCode();
    return status >= 200
        && status <= 299
        && Course.of(context).mayShare()
        && !contradictsItself(response)
        && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
  }

  /** Says a length and sends chunks: two readers may see two ends (RFC 9112 section 6.3). */
  private static boolean contradictsItself(HttpResponse response) {
    return response.containsHeader(HttpHeaders.TRANSFER_ENCODING)
        && response.containsHeader(HttpHeaders.CONTENT_LENGTH);
  }
}
