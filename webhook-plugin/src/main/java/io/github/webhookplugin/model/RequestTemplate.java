package io.github.webhookplugin.model;

import java.util.List;

/**
 * What a service's requests look like. Everything but the method and the names is a template.
 *
 * @param url as the admin typed it, never normalised; may itself be a secret, so it is never printed; empty: there is
 *     none
 * @param secretUrl whether the address lets whoever has it post, so that people see its host only (T-03)
 * @param filledIn the host's secrets that were put into any of it; only in what is sent, never in what is stored or shown
 */
public record RequestTemplate(
    HttpMethod method,
    String url,
    List<NamedValue> headers,
    List<NamedValue> queryParams,
    String body,
    boolean secretUrl,
    List<Secret> filledIn) {
  /** The sample body of the AMMDS documentation (seed row A-37): what a new service starts with. */
  public static final String DEFAULT_BODY = """
      {
        "event": "{{type}}",
        "title": "{{title}}",
        "message": "{{message}}",
        "timestamp": "{{time}}",
        "data": {
          "logo": "{{logo}}",
          "image": "{{image}}",
          "sign": "{{sign}}"
        }
      }
      """;

  public RequestTemplate {
    headers = List.copyOf(headers);
    queryParams = List.copyOf(queryParams);
    filledIn = List.copyOf(filledIn);
  }

  /** As it is stored and shown. */
  public RequestTemplate(
      HttpMethod method,
      String url,
      List<NamedValue> headers,
      List<NamedValue> queryParams,
      String body,
      boolean secretUrl) {
    this(method, url, headers, queryParams, body, secretUrl, List.of());
  }

  /** With an address that may be shown. */
  public RequestTemplate(
      HttpMethod method,
      String url,
      List<NamedValue> headers,
      List<NamedValue> queryParams,
      String body) {
    this(method, url, headers, queryParams, body, false);
  }

  /** The same, with an address that is a secret. */
  public RequestTemplate hidden() {
    return new RequestTemplate(method, url, headers, queryParams, body, true);
  }

  @Override
  public String toString() {
    return "RequestTemplate[" + method + " " + headers + "]";
  }
}
