package io.github.webhookplugin.host;

import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.ApiVersion;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.host.LoadedPlugin.Condition;
import io.github.webhookplugin.host.LoadedPlugin.Offer;
import io.github.webhookplugin.host.LoadedPlugin.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pf4j.DefaultPluginManager;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a JAR to a plugin that runs, and back to nothing: a plugin that is stopped is unloaded, so that its classes go
 * and its file can be replaced. Not for several threads at once, as PF4J's manager is not.
 */
final class PluginStarter {
  private static final Logger log = LoggerFactory.getLogger(PluginStarter.class);

  private final DefaultPluginManager manager;
  private final List<String> started = new ArrayList<>();

  PluginStarter(Path folder) {
    manager = new DefaultPluginManager(folder);
    manager.setSystemVersion(ApiVersion.CURRENT);
  }

  /**
   * Loads and starts a JAR; its channels are not open yet.
   *
   * @param enable also if a person switched it off in PF4J's {@code disabled.txt}
   * @throws CannotStart if it does not load or start
   */
  LoadedPlugin start(PluginJar jar, boolean enable) {
    PluginWrapper wrapper = load(jar);
    if (wrapper.getPluginState() == PluginState.DISABLED) {
      refuseOtherApi(jar, wrapper);
      if (!enable) {
        return LoadedPlugin.idle(
            jar,
            jar.id(),
            Condition.of(State.DISABLED, "switched off in the plugins folder's disabled.txt"));
      }
      manager.enablePlugin(jar.id());
    }
    checkClass(jar, wrapper);
    PluginState state;
    try {
      state = manager.startPlugin(jar.id());
    } catch (RuntimeException | LinkageError e) {
      throw new CannotStart("the plugin in " + jar.label() + " did not start", e);
    }
    if (state != PluginState.STARTED) {
      throw new CannotStart(
          "the plugin in " + jar.label() + " did not start", rootOf(wrapper.getFailedException()));
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
  private static void refuseOtherApi(PluginJar jar, PluginWrapper wrapper) {
    if (wrapper.getFailedException() != null) {
      throw new CannotStart("the plugin in " + jar.label() + " was refused: it requires version "
          + jar.requires() + " of the plugin API, this host has " + ApiVersion.CURRENT);
    }
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
      var offer = new Offer(
          List.copyOf(manager.getExtensions(NotificationChannel.class, jar.id())),
          first(ConfigurablePlugin.class, jar.id()),
          first(AdminContribution.class, jar.id()));
      String title = offer.admin() == null ? jar.id() : offer.admin().title();
      return new LoadedPlugin(jar, title, Condition.of(State.STARTED, ""), offer);
    } catch (Exception | LinkageError e) {
      log.error("the extensions of {} cannot be used", OneLine.of(jar.label()), OneLine.trace(e));
      return LoadedPlugin.idle(
          jar, jar.id(), Condition.failed(new CannotStart("its extensions cannot be used", e)));
    }
  }

  private <T> @Nullable T first(Class<T> type, String id) {
    return manager.getExtensions(type, id).stream().findFirst().orElse(null);
  }

  /** Opens a plugin's channels; a {@link CannotStart} says which plugin's did not open. */
  static void open(LoadedPlugin plugin, HostContext context) {
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

  /** Stops a plugin, if it is started, and unloads it, if it is loaded. Never throws. */
  void stop(String id) {
    if (manager.getPlugin(id) == null) {
      return;
    }
    guarded("stop", id, () -> manager.stopPlugin(id));
    guarded("unload", id, () -> manager.unloadPlugin(id));
    started.remove(id);
  }

  /**
   * Stops all one by one, last started first, and unloads them. Never throws. PF4J 3.15.0's own {@code stopPlugins()}
   * leaves some of them running.
   */
  void stopAll() {
    for (int i = started.size() - 1; i >= 0; i--) {
      String id = started.get(i);
      guarded("stop", id, () -> manager.stopPlugin(id));
    }
    started.clear();
    guarded("unload", "all", manager::unloadPlugins);
  }

  private static void guarded(String what, String id, Runnable step) {
    try {
      step.run();
    } catch (Exception | LinkageError e) {
      log.error("could not {} plugin {}", what, OneLine.of(id), OneLine.trace(e));
    }
  }
}
