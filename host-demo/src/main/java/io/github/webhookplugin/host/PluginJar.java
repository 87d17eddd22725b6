package io.github.webhookplugin.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pf4j.CompoundPluginDescriptorFinder;
import org.pf4j.DefaultVersionManager;
import org.pf4j.DependencyResolver;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PropertiesPluginDescriptorFinder;

/**
 * A plugin's JAR with the descriptor in it, read before PF4J loads it so that people learn what is wrong.
 *
 * @param print differs if the file was replaced by another
 */
record PluginJar(Path file, PluginDescriptor descriptor, String print) {
  private static final PluginDescriptorFinder FINDER = new CompoundPluginDescriptorFinder()
      .add(new PropertiesPluginDescriptorFinder())
      .add(new ManifestPluginDescriptorFinder());

  /** The JARs of a folder, at least one, each after those it depends on. */
  static List<PluginJar> in(Path folder) {
    var found = foundIn(folder);
    if (found.isEmpty()) {
      throw new CannotStart("no plugin JAR in " + folder
          + "; put one there, or name another folder with --plugins DIR");
    }
    return found;
  }

  /** The same; there may be none. */
  static List<PluginJar> foundIn(Path folder) {
    var byId = new HashMap<String, PluginJar>();
    var descriptors = new ArrayList<PluginDescriptor>();
    for (Path file : files(folder)) {
      var jar = of(file);
      var other = byId.putIfAbsent(jar.id(), jar);
      if (other != null) {
        throw new CannotStart("two JARs of the plugin '" + jar.id() + "' in " + folder + ": "
            + other.label() + " and " + jar.label() + "; remove the one you do not want");
      }
      descriptors.add(jar.descriptor());
    }
    return inOrder(byId, descriptors);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CannotStart("the plugins folder " + folder
          + " is not there; build the plugin, or name another folder with --plugins DIR");
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new CannotStart("the plugins folder " + folder + " cannot be read", e);
    }
  }

  /** The same plugin as its file is now. */
  static PluginJar again(PluginJar before) {
    PluginJar now = of(before.file);
    if (!now.id().equals(before.id())) {
      throw new CannotStart(before.file.getFileName() + " is another plugin now, '" + now.id()
          + "'; reload the plugins folder");
    }
    return now;
  }

  private static PluginJar of(Path file) {
    try {
      var seen = Files.readAttributes(file, BasicFileAttributes.class);
      String print =
          file + " " + seen.size() + " " + seen.lastModifiedTime() + " " + seen.fileKey();
      return new PluginJar(file, descriptorOf(file), print);
    } catch (IOException e) {
      throw new CannotStart(file + " cannot be read", e);
    }
  }

  private static PluginDescriptor descriptorOf(Path file) {
    PluginDescriptor descriptor;
    try {
      descriptor = FINDER.find(file);
    } catch (RuntimeException e) {
      throw new CannotStart(file + " is not a plugin JAR", e);
    }
    String id = descriptor == null ? null : descriptor.getPluginId();
    if (id == null || descriptor.getVersion() == null) {
      throw new CannotStart(file
          + " is not a plugin JAR: its plugin.properties must give plugin.id and plugin.version");
    }
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new CannotStart(
          file
              + " has a plugin.id that is no name for a folder and a web address; use letters, digits and . _ -");
    }
    return descriptor;
  }

  private static List<PluginJar> inOrder(
      Map<String, PluginJar> byId, List<PluginDescriptor> descriptors) {
    var resolved = new DependencyResolver(new DefaultVersionManager()).resolve(descriptors);
    if (!resolved.getNotFoundDependencies().isEmpty()) {
      throw new CannotStart("plugins are missing that others depend on: "
          + String.join(", ", resolved.getNotFoundDependencies()));
    }
    if (resolved.hasCyclicDependency()
        || !resolved.getWrongVersionDependencies().isEmpty()) {
      throw new CannotStart(
          "the plugins' plugin.dependencies form a circle or ask for other versions");
    }
    var inOrder = new ArrayList<PluginJar>();
    for (String id : resolved.getSortedPlugins()) {
      PluginJar jar = byId.get(id);
      if (jar != null) {
        inOrder.add(jar);
      }
    }
    return inOrder;
  }

  String id() {
    return descriptor.getPluginId();
  }

  String version() {
    return descriptor.getVersion();
  }

  /** Empty if any version will do. */
  String requires() {
    @Nullable String requires = descriptor.getRequires();
    return requires == null || requires.equals("*") ? "" : requires;
  }

  /** The ids of the plugins that this one cannot do without. */
  List<String> needs() {
    return descriptor.getDependencies().stream()
        .filter(dependency -> !dependency.isOptional())
        .map(PluginDependency::getPluginId)
        .toList();
  }

  /** Which file and version, for messages. */
  String label() {
    return file.getFileName() + " (" + id() + " " + version() + ")";
  }
}
