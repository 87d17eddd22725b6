package io.github.webhookplugin.model;

import java.time.Duration;
import java.util.List;

/**
 * One request, rendered and signed, ready to be sent.
 *
 * @param url absolute, http or https, everything that needs it percent-encoded; may hold secrets, so never printed
 * @param headers no name twice; {@code Host} and {@code Content-Length} are the sender's
 * @param body UTF-8
 * @param service whose request it is: only requests of one service to one URL may share a connection
 * @param timeout hard limit of the whole attempt: look-up, connect, send, answer
 */
public record OutgoingRequest(
    ServiceId service,
    HttpMethod method,
    String url,
    List<Header> headers,
    byte[] body,
    Duration timeout) {
  public OutgoingRequest {
    headers = List.copyOf(headers);
  }

  @Override
  public String toString() {
    return "OutgoingRequest[" + method + ", " + headers.size() + " headers, " + body.length
        + " bytes]";
  }
}
