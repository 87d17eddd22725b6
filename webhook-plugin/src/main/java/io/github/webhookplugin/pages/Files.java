package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The files that the pages load: one style sheet and one script, each put together from the parts in {@code assets/}. */
final class Files {
  private static final List<String> PARTS =
      List.of("base", "services", "editor", "deliveries", "history");

  private static final Map<String, String> TYPES = Map.of(
      "plugin.css", "text/css; charset=utf-8",
      "plugin.js", "text/javascript; charset=utf-8");

  private Files() {}

  /** A file; 404 for any other name. */
  static AdminResponse named(String name) {
    String type = TYPES.get(name);
    if (type == null) {
      return AdminResponse.empty(404);
    }
    var whole = new ByteArrayOutputStream();
    for (String part : PARTS) {
      whole.writeBytes(bytes(part + name.substring(name.indexOf('.'))));
    }
    return new AdminResponse(
        200, type, Map.of("Cache-Control", "private, max-age=300"), whole.toByteArray());
  }

  private static byte[] bytes(String file) {
    try (var in = Objects.requireNonNull(Files.class.getResourceAsStream("assets/" + file), file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
