package io.github.webhookplugin.host;

import dummy.BrokenPlugin;
import dummy.DummyExtension;
import dummy.DummyPlugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packs plugin JARs into a folder, from classes that the test build has compiled. */
record PluginFolder(Path path) {
  static PluginFolder in(Path parent) throws IOException {
    return new PluginFolder(Files.createDirectories(parent.resolve("plugins")));
  }

  static PluginFolder withDummy(Path parent) throws IOException {
    var folder = in(parent);
    folder.add("dummy.jar", "dummy", DummyPlugin.class.getName(), ">=0.1.0 & <0.2.0");
    return folder;
  }

  /** A JAR with all the dummy's classes and a descriptor of this content. */
  void add(String file, String id, String pluginClass, String requires) throws IOException {
    String descriptor = "plugin.id=" + id + "\nplugin.version=1.2.3\nplugin.class=" + pluginClass
        + "\nplugin.requires=" + requires + "\n";
    try (var jar = new JarOutputStream(Files.newOutputStream(path.resolve(file)))) {
      write(jar, "plugin.properties", descriptor.getBytes(StandardCharsets.UTF_8));
      write(
          jar,
          "META-INF/extensions.idx",
          DummyExtension.class.getName().getBytes(StandardCharsets.UTF_8));
      for (var type : List.of(DummyPlugin.class, BrokenPlugin.class, DummyExtension.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        try (var in = type.getResourceAsStream("/" + name)) {
          write(jar, name, in.readAllBytes());
        }
      }
    }
  }

  private static void write(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }
}
