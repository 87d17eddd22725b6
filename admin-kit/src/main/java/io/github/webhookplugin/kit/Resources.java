package io.github.webhookplugin.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Files on the class path: the kit's own, and those of the libraries it brings. */
final class Resources {
  private Resources() {}

  /** The bytes of a file, relative to this package or, with a slash in front, to the class path. */
  static byte[] bytes(String name) {
    try (var in = Objects.requireNonNull(Resources.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }
}
