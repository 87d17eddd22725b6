package io.github.webhookplugin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The plugin's JAR as the build made it. */
public final class BuiltPlugin {
  private BuiltPlugin() {}

  static Path jar() {
    Path jar = Path.of(System.getProperty("plugin.jar", "target/plugins/webhook-plugin.jar"))
        .toAbsolutePath();
    assertThat(jar).as("made by the package phase").isRegularFile();
    return jar;
  }

  /** A plugins folder of its own with a copy of the JAR. */
  public static Path folderWithJar(Path parent) throws IOException {
    Path folder = Files.createDirectories(parent.resolve("plugins"));
    Files.copy(jar(), folder.resolve("webhook-plugin.jar"));
    return folder;
  }
}
