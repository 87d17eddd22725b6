package io.github.webhookplugin.model;

import java.time.Duration;
import java.util.List;

/**
 * One request, rendered and signed, ready to be sent.
 *
 * @param service whose request it is: only requests of one service to one URL may share a connection
 * @param url absolute, http or https, everything that needs it percent-encoded; may hold secrets, so never printed
 * @param headers no name twice; {@code Host} and {@code Content-Length} are the sender's
 * @param body UTF-8
 * @param timeout hard limit of the whole attempt: look-up, connect, send, answer
 * @param tls what holds at the moment; of no matter for http
 */
public record OutgoingRequest(
    ServiceId service,
    HttpMethod method,
    String url,
    List<Header> headers,
    byte[] body,
    Duration timeout,
    TlsRules tls) {
  public OutgoingRequest {
    headers = List.copyOf(headers);
  }

  /** Over TLS as for all. */
  public OutgoingRequest(
      ServiceId service,
      HttpMethod method,
      String url,
      List<Header> headers,
      byte[] body,
      Duration timeout) {
    this(service, method, url, headers, body, timeout, TlsRules.USUAL);
  }

  /** The same with other headers, and another time for it. */
  public OutgoingRequest with(List<Header> others, Duration time) {
    return new OutgoingRequest(service, method, url, others, body, time, tls);
  }

  @Override
  public String toString() {
    return "OutgoingRequest[" + method + ", " + headers.size() + " headers, " + body.length
        + " bytes]";
  }
}
