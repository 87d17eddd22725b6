package io.github.webhookplugin.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** A request that was refused: thrown where it is noticed, sent as {@code application/problem+json} (RFC 9457). */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * One thing that is wrong with a body.
   *
   * @param pointer where, as a JSON Pointer (RFC 6901)
   */
  record Spot(String pointer, String message) {}

  private final int status;
  private final transient List<Spot> errors;
  private final transient Map<String, Object> more;
  private final transient Map<String, String> headers;

  private Problem(
      int status,
      String detail,
      List<Spot> errors,
      Map<String, Object> more,
      Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.errors = errors;
    this.more = more;
    this.headers = headers;
  }

  static Problem of(int status, String detail) {
    return new Problem(status, detail, List.of(), Map.of(), Map.of());
  }

  /** With everything that is wrong, in the order of the document. */
  static Problem of(int status, String detail, List<Spot> errors) {
    return new Problem(status, detail, List.copyOf(errors), Map.of(), Map.of());
  }

  /** The same with a header of the answer. */
  Problem header(String name, String value) {
    return new Problem(status, detail(), errors, more, Map.of(name, value));
  }

  /** The same with a further member of the body. */
  Problem with(String member, Object value) {
    return new Problem(status, detail(), errors, Map.of(member, value), headers);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  byte[] body() {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "about:blank");
    body.put("title", HttpStatus.getMessage(status));
    body.put("status", status);
    body.put("detail", detail());
    if (!errors.isEmpty()) {
      body.put("errors", errors);
    }
    body.putAll(more);
    return Json.bytes(body);
  }
}
