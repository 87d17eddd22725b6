package io.github.webhookplugin.host;

import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.ApiVersion;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pf4j.DefaultPluginManager;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of a folder, from loading to unloading. Shared between threads: PF4J's manager is not, so every use of
 * it is under one lock; what the plugins bring is read without.
 */
final class Plugins {
  private static final Logger log = LoggerFactory.getLogger(Plugins.class);

  private final Path folder;
  private final DefaultPluginManager manager;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<String> started = new ArrayList<>();
  private volatile List<LoadedPlugin> loaded = List.of();

  Plugins(Path folder) {
    this.folder = folder;
    manager = new DefaultPluginManager(folder);
    manager.setSystemVersion(ApiVersion.CURRENT);
  }

  /**
   * Loads and starts every JAR of the folder and opens their channels.
   *
   * @param contexts makes the context for a plugin's id
   * @throws CannotStart if one of them does not load, start or open
   */
  void start(Function<String, HostContext> contexts) {
    lock.lock();
    try {
      var now = new ArrayList<LoadedPlugin>();
      for (PluginJar jar : PluginJar.in(folder)) {
        now.add(start(jar));
      }
      for (LoadedPlugin plugin : now) {
        open(plugin, contexts.apply(plugin.id()));
      }
      loaded = List.copyOf(now);
    } finally {
      lock.unlock();
    }
  }

  private LoadedPlugin start(PluginJar jar) {
    PluginWrapper wrapper = load(jar);
    if (wrapper.getPluginState() == PluginState.DISABLED) {
      return disabled(jar, wrapper);
    }
    checkClass(jar, wrapper);
    PluginState state;
    try {
      state = manager.startPlugin(jar.id());
    } catch (RuntimeException | LinkageError e) {
      throw new CannotStart("the plugin in " + jar.label() + " did not start", e);
    }
    if (state != PluginState.STARTED) {
      throw new CannotStart("the plugin in " + jar.label() + " did not start: "
          + CannotStart.said(rootOf(wrapper.getFailedException())));
    }
    started.add(jar.id());
    return lookUp(jar);
  }

  private PluginWrapper load(PluginJar jar) {
    try {
      return manager.getPlugin(manager.loadPlugin(jar.file()));
    } catch (RuntimeException | LinkageError e) {
      throw new CannotStart("the plugin in " + jar.label() + " did not load", e);
    }
  }

  /** PF4J disables a plugin that wants another version as well as one that a person switched off. */
  private static LoadedPlugin disabled(PluginJar jar, PluginWrapper wrapper) {
    if (wrapper.getFailedException() != null) {
      throw new CannotStart("the plugin in " + jar.label() + " was refused: it requires version "
          + jar.requires() + " of the plugin API, this host has " + ApiVersion.CURRENT);
    }
    return LoadedPlugin.idle(jar, "DISABLED", "switched off in the plugins folder's disabled.txt");
  }

  /** PF4J reports a missing plugin class as a bare NullPointerException. */
  private static void checkClass(PluginJar jar, PluginWrapper wrapper) {
    String name = jar.descriptor().getPluginClass();
    try {
      Class.forName(name, false, wrapper.getPluginClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new CannotStart(
          "the plugin in " + jar.label() + " did not start: its plugin.class " + name
              + " cannot be loaded",
          e);
    }
  }

  private LoadedPlugin lookUp(PluginJar jar) {
    try {
      return new LoadedPlugin(
          jar.id(),
          jar.version(),
          PluginState.STARTED.toString(),
          jar.requires(),
          "",
          List.copyOf(manager.getExtensions(NotificationChannel.class, jar.id())),
          first(ConfigurablePlugin.class, jar.id()),
          first(AdminContribution.class, jar.id()));
    } catch (Exception | LinkageError e) {
      log.error("the extensions of {} cannot be used", jar.label(), e);
      return LoadedPlugin.idle(
          jar, "FAILED", "its extensions cannot be used: " + CannotStart.said(e));
    }
  }

  private <T> @Nullable T first(Class<T> type, String id) {
    return manager.getExtensions(type, id).stream().findFirst().orElse(null);
  }

  private static void open(LoadedPlugin plugin, HostContext context) {
    for (NotificationChannel channel : plugin.channels()) {
      try {
        channel.open(context);
      } catch (Exception | LinkageError e) {
        throw new CannotStart("the channel of plugin '" + plugin.id() + "' did not open", e);
      }
    }
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root != null && root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  /** All of them; empty before they have started and from the moment they are stopped. */
  List<LoadedPlugin> loaded() {
    return loaded;
  }

  Optional<LoadedPlugin> find(String id) {
    return loaded.stream().filter(plugin -> plugin.id().equals(id)).findFirst();
  }

  /**
   * Lets go of what the plugins brought, stops them one by one, last started first, and unloads them. Never throws.
   * PF4J 3.15.0's own {@code stopPlugins()} leaves some of them running.
   */
  void stop() {
    loaded = List.of();
    lock.lock();
    try {
      for (int i = started.size() - 1; i >= 0; i--) {
        String id = started.get(i);
        guarded("stop", id, () -> manager.stopPlugin(id));
      }
      started.clear();
      guarded("unload", "all", manager::unloadPlugins);
    } finally {
      lock.unlock();
    }
  }

  private static void guarded(String what, String id, Runnable step) {
    try {
      step.run();
    } catch (Exception | LinkageError e) {
      log.error("could not {} plugin {}", what, id, e);
    }
  }
}
