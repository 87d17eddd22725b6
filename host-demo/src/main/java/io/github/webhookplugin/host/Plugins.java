package io.github.webhookplugin.host;

import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.host.LoadedPlugin.Condition;
import io.github.webhookplugin.host.LoadedPlugin.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of a folder, from loading to unloading, all of them or one at a time. Shared between threads: every
 * change is under one lock; what the plugins bring is read without.
 */
final class Plugins {
  private static final Logger log = LoggerFactory.getLogger(Plugins.class);

  private final Path folder;
  private final PluginStarter starter;
  private final ReentrantLock lock = new ReentrantLock();
  private final Consumer<String> leaving;
  private Function<String, HostContext> contexts = id -> {
    throw new IllegalStateException("the plugins have not started");
  };
  private volatile List<LoadedPlugin> loaded = List.of();

  /** @param leaving told the id of a plugin that is about to stop, on the thread that stops it */
  Plugins(Path folder, Consumer<String> leaving) {
    this.folder = folder;
    this.leaving = leaving;
    starter = new PluginStarter(folder);
  }

  /**
   * Loads and starts every JAR of the folder and opens their channels.
   *
   * @param given makes the context for a plugin's id, each time it starts
   * @throws CannotStart if one of them does not load, start or open
   */
  void start(Function<String, HostContext> given) {
    lock.lock();
    try {
      contexts = given;
      var now = new ArrayList<LoadedPlugin>();
      for (PluginJar jar : PluginJar.in(folder)) {
        now.add(starter.start(jar, false));
      }
      for (LoadedPlugin plugin : now) {
        PluginStarter.open(plugin, contexts.apply(plugin.id()));
      }
      loaded = List.copyOf(now);
    } finally {
      lock.unlock();
    }
  }

  /** All of them; empty before they have started and from the moment they are stopped. */
  List<LoadedPlugin> loaded() {
    return loaded;
  }

  Optional<LoadedPlugin> find(String id) {
    return loaded.stream().filter(plugin -> plugin.id().equals(id)).findFirst();
  }

  /** Starts a plugin that does not run, after those that it needs. If that fails, its condition says why. */
  void start(String id) {
    lock.lock();
    try {
      find(id).filter(plugin -> !plugin.runs()).ifPresent(plugin -> {
        plugin.jar().needs().forEach(this::start);
        replace(started(plugin));
      });
    } finally {
      lock.unlock();
    }
  }

  private LoadedPlugin started(LoadedPlugin before) {
    try {
      // another version may have taken its place
      PluginJar jar = PluginJar.again(before.jar());
      starter.stop(jar.id());
      LoadedPlugin now = starter.start(jar, true);
      PluginStarter.open(now, contexts.apply(jar.id()));
      return now;
    } catch (CannotStart e) {
      log.error("plugin {} did not start", OneLine.of(before.id()), OneLine.trace(e));
      starter.stop(before.id());
      return LoadedPlugin.idle(before.jar(), before.title(), Condition.failed(e));
    }
  }

  /** Stops a plugin and unloads it, after those that need it. */
  void stop(String id) {
    lock.lock();
    try {
      find(id).filter(LoadedPlugin::runs).ifPresent(plugin -> {
        needing(id).forEach(this::stop);
        // nobody finds what it brought from here on
        replace(LoadedPlugin.idle(plugin.jar(), plugin.title(), Condition.of(State.STOPPED, "")));
        leaving.accept(id);
        starter.stop(id);
      });
    } finally {
      lock.unlock();
    }
  }

  /**
   * Stops a plugin, deletes its file and forgets it. What it has stored stays.
   *
   * @throws CannotStart if another plugin needs it, or its file cannot be deleted
   */
  void remove(String id) {
    lock.lock();
    try {
      var needing = loaded.stream()
          .filter(plugin -> plugin.jar().needs().contains(id))
          .map(LoadedPlugin::id)
          .toList();
      if (!needing.isEmpty()) {
        throw new CannotStart(
            "'" + id + "' is needed by " + String.join(", ", needing) + "; remove that first");
      }
      var plugin = find(id);
      stop(id);
      if (plugin.isPresent()) {
        starter.stop(id);
        Files.deleteIfExists(plugin.get().jar().file());
        loaded = loaded.stream().filter(other -> !other.id().equals(id)).toList();
      }
    } catch (IOException e) {
      throw new CannotStart("the file of '" + id + "' cannot be deleted", e);
    } finally {
      lock.unlock();
    }
  }

  /** Stops a plugin and starts it again from its file, and those that need it if they ran. */
  void restart(String id) {
    lock.lock();
    try {
      var running =
          loaded.stream().filter(LoadedPlugin::runs).map(LoadedPlugin::id).toList();
      stop(id);
      start(id);
      running.forEach(this::start);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Looks into the folder again: starts what is new there, restarts what has changed, forgets what is gone.
   *
   * @return what was started or failed to, by id
   * @throws CannotStart if the folder cannot be read or holds what is no plugin; nothing has changed then
   */
  List<LoadedPlugin> reload() {
    lock.lock();
    try {
      var found = PluginJar.foundIn(folder);
      var before = byId(loaded);
      var running =
          loaded.stream().filter(LoadedPlugin::runs).map(LoadedPlugin::id).toList();
      var prints = new LinkedHashMap<String, String>();
      found.forEach(jar -> prints.put(jar.id(), jar.print()));
      before.values().stream()
          .filter(plugin -> !plugin.jar().print().equals(prints.get(plugin.id())))
          .forEach(plugin -> stop(plugin.id()));
      var stopped = byId(loaded);
      loaded = found.stream().map(jar -> known(jar, stopped.get(jar.id()))).toList();
      var wanted = found.stream()
          .filter(jar -> running.contains(jar.id())
              || !before.containsKey(jar.id())
              || !before.get(jar.id()).jar().print().equals(jar.print()))
          .map(PluginJar::id)
          .filter(id -> find(id).filter(LoadedPlugin::runs).isEmpty())
          .toList();
      wanted.forEach(this::start);
      return wanted.stream().flatMap(id -> find(id).stream()).toList();
    } finally {
      lock.unlock();
    }
  }

  private static LoadedPlugin known(PluginJar jar, @Nullable LoadedPlugin before) {
    if (before == null) {
      return LoadedPlugin.idle(jar, jar.id(), Condition.of(State.STOPPED, ""));
    }
    return before.runs() ? before : LoadedPlugin.idle(jar, before.title(), before.condition());
  }

  private static Map<String, LoadedPlugin> byId(List<LoadedPlugin> plugins) {
    var byId = new LinkedHashMap<String, LoadedPlugin>();
    plugins.forEach(plugin -> byId.put(plugin.id(), plugin));
    return byId;
  }

  /** Those that run and need this one, last started first. */
  private List<String> needing(String id) {
    var needing = new ArrayList<String>();
    for (LoadedPlugin plugin : loaded) {
      if (plugin.runs() && plugin.jar().needs().contains(id)) {
        needing.add(0, plugin.id());
      }
    }
    return needing;
  }

  private void replace(LoadedPlugin now) {
    loaded = loaded.stream()
        .map(plugin -> plugin.id().equals(now.id()) ? now : plugin)
        .toList();
  }

  /** Lets go of what the plugins brought, stops them one by one and unloads them. Never throws. */
  void stop() {
    var before = loaded;
    loaded = List.of();
    lock.lock();
    try {
      before.stream().map(LoadedPlugin::id).forEach(leaving);
      starter.stopAll();
    } finally {
      lock.unlock();
    }
  }
}
