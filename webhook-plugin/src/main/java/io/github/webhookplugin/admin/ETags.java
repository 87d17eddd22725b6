package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminRequest;
import java.util.stream.Stream;

/** Entity tags (RFC 9110 section 8.8.3): whoever changes a service can say which one they have seen. */
final class ETags {
  private ETags() {}

  static String of(String tag) {
    return "\"" + tag + "\"";
  }

  /** Refuses a change of another state than what the client has seen. */
  static void check(AdminRequest request, String tag) {
    check(
        request,
        tag,
        "This was changed meanwhile. Nothing was done; get it again and repeat the change.");
  }

  /** Refuses a change of something else than what the client has seen, with this sentence. */
  static void check(AdminRequest request, String tag, String changed) {
    String expected = request.header("If-Match").orElse("*");
    boolean matches = Stream.of(expected.split(",", -1))
        .map(String::strip)
        .anyMatch(one -> one.equals("*") || one.equals(of(tag)));
    if (!matches) {
      throw Problem.of(412, changed).with("ETag", of(tag));
    }
  }
}
