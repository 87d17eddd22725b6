package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.SettingsProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that is refused: thrown where it is noticed, answered as RFC 9457 says. Its text holds no secrets. */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final Map<Integer, String> TITLES = Map.ofEntries(
      Map.entry(400, "Bad request"),
      Map.entry(403, "Forbidden"),
      Map.entry(404, "Not found"),
      Map.entry(405, "Method not allowed"),
      Map.entry(409, "Conflict"),
      Map.entry(412, "Precondition failed"),
      Map.entry(413, "Too large"),
      Map.entry(415, "Unsupported media type"),
      Map.entry(422, "Invalid"),
      Map.entry(503, "Not available"));

  private final int status;
  private final String detail;
  private final transient List<SettingsProblem> errors;
  private final transient Map<String, String> headers;

  private Problem(
      int status, String detail, List<SettingsProblem> errors, Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.detail = detail;
    this.errors = List.copyOf(errors);
    this.headers = Map.copyOf(headers);
  }

  public static Problem of(int status, String detail) {
    return new Problem(status, detail, List.of(), Map.of());
  }

  static Problem of(int status, String detail, List<SettingsProblem> errors) {
    return new Problem(status, detail, errors, Map.of());
  }

  /** With everything that is wrong with a document. */
  static Problem invalid(List<SettingsProblem> errors) {
    return of(422, errors.get(0).message(), errors);
  }

  static Problem invalid(String pointer, String message) {
    return invalid(List.of(new SettingsProblem(pointer, message)));
  }

  Problem with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Problem(status, detail, errors, more);
  }

  public int status() {
    return status;
  }

  AdminResponse response() {
    var body = JsonObjects.object(
        "type", "about:blank", "title", TITLES.get(status), "status", status, "detail", detail);
    if (!errors.isEmpty()) {
      body.put("errors", Answers.problems(errors));
    }
    return new AdminResponse(status, "application/problem+json", headers, JsonObjects.bytes(body));
  }
}
