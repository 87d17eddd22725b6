package io.github.webhookplugin;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The plugin's version, from the descriptor in its JAR. */
final class PluginVersion {
  static final String CURRENT = read();

  private PluginVersion() {}

  private static String read() {
    try (InputStream in = PluginVersion.class.getResourceAsStream("/plugin.properties")) {
      if (in == null) {
        return "dev";
      }
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("plugin.version", "dev");
    } catch (IOException e) {
      return "dev";
    }
  }
}
