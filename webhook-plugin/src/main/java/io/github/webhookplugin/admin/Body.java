package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.settings.DocumentException;
import io.github.webhookplugin.settings.SettingsReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Reads the body of a request: a JSON object, of a bounded size, that says what it is. */
final class Body {
  static final int MAX_BYTES = 1 << 20;

  private static final String JSON = "application/json";
  private static final String JSON_PATCH = "application/json-patch+json";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final SettingsReader reader;

  Body(SettingsReader reader) {
    this.reader = reader;
  }

  /** The object; a new map. */
  Map<String, Object> object(AdminRequest request) {
    return read(request, List.of(JSON));
  }

  /** The object, empty if there is no body. */
  Map<String, Object> objectOrNothing(AdminRequest request) {
    checkTypeIfAny(request);
    return request.body().length == 0 ? new LinkedHashMap<>() : object(request);
  }

  /** The object of an RFC 7396 patch. */
  Map<String, Object> patch(AdminRequest request) {
    return read(request, List.of(JSON, MERGE_PATCH));
  }

  /** The operations of an RFC 6902 patch; nothing else says what it is. */
  List<?> jsonPatch(AdminRequest request) {
    return checked(request, List.of(JSON_PATCH), reader::parseList);
  }

  /** For bodies that need not be there: refuses what a form of another site could send. */
  static void checkTypeIfAny(AdminRequest request) {
    if (request.body().length > 0 || request.header("Content-Type").isPresent()) {
      checkType(request, List.of(JSON));
    }
  }

  private Map<String, Object> read(AdminRequest request, List<String> types) {
    return new LinkedHashMap<>(checked(request, types, reader::parse));
  }

  private static <T> T checked(
      AdminRequest request, List<String> types, Function<byte[], T> parse) {
    checkType(request, types);
    if (request.body().length > MAX_BYTES) {
      throw Problem.of(
          413,
          "Expected at most %,d bytes, found %,d.".formatted(MAX_BYTES, request.body().length));
    }
    try {
      return parse.apply(request.body());
    } catch (DocumentException e) {
      throw Problem.of(400, e.problems().get(0).message(), e.problems());
    }
  }

  private static void checkType(AdminRequest request, List<String> types) {
    String type = request.header("Content-Type").orElse("");
    int end = type.indexOf(';') < 0 ? type.length() : type.indexOf(';');
    if (!types.contains(type.substring(0, end).strip().toLowerCase(Locale.ROOT))) {
      throw Problem.of(
          415, "Send the body as JSON, with Content-Type: " + String.join(" or ", types) + ".");
    }
  }
}
