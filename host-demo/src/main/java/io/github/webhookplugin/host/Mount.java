package io.github.webhookplugin.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/**
 * A further address at which a part of a plugin's API is found, for clients that expect it there.
 *
 * @param at the address
 * @param plugin the plugin's id
 * @param path what the plugin sees instead of the address
 */
record Mount(String at, String plugin, String path) {
  private static final String FILE = "/samples/mounts.properties";

  /** Those of the samples: {@code /address=plugin/path}, one a line. */
  static List<Mount> ofSamples() {
    var lines = new Properties();
    try (var in = Mount.class.getResourceAsStream(FILE)) {
      if (in != null) {
        lines.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines.stringPropertyNames().stream()
        .sorted()
        .map(at -> of(at, lines.getProperty(at)))
        .toList();
  }

  private static Mount of(String at, String target) {
    String[] parts = target.split("/", 2);
    return new Mount(at, parts[0], parts[1]);
  }
}
