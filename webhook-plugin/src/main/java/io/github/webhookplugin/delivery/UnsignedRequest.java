package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.HttpMethod;
import java.util.List;

/**
 * A request before it is signed: {@code {{sign}}} and {@code {{signTimestamp}}} still stand in it. It may show secrets
 * of the service.
 *
 * @param headers the service's own
 * @param url with its query percent-encoded, these two as well
 */
public record UnsignedRequest(HttpMethod method, List<Header> headers, String url, String body) {
  public static final String SIGN = "{{sign}}";
  public static final String TIMESTAMP = "{{signTimestamp}}";

  public UnsignedRequest {
    headers = List.copyOf(headers);
  }
}
