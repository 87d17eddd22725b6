package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** The files that the pages load. */
final class Files {
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
    try (var in = Objects.requireNonNull(Files.class.getResourceAsStream("assets/" + name), name)) {
      return new AdminResponse(
          200, type, Map.of("Cache-Control", "private, max-age=300"), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
