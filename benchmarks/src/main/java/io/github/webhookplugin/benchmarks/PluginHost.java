package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.ApiVersion;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.SettingsProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.pf4j.DefaultPluginManager;

/** A host with the built plugin JAR, loaded by PF4J. */
final class PluginHost implements AutoCloseable {
  private static final String ID = "webhook";

  private final DefaultPluginManager plugins;
  private final Path data;

  PluginHost(Path data) {
    this.data = data;
    plugins = new DefaultPluginManager(Places.target().resolve("plugins"));
    plugins.setSystemVersion(ApiVersion.CURRENT);
    plugins.loadPlugins();
  }

  NotificationChannel open(UnaryOperator<HostContext.Builder> context) {
    plugins.startPlugin(ID);
    NotificationChannel channel = only(NotificationChannel.class);
    channel.open(context
        .apply(HostContext.builder(data).allowNetwork("127.0.0.0/8").allowHost("localhost"))
        .build());
    return channel;
  }

  void configure(Map<String, Object> settings) {
    List<SettingsProblem> problems = only(ConfigurablePlugin.class).apply(settings, "benchmark");
    if (!problems.isEmpty()) {
      throw new IllegalStateException("the plugin refuses its settings: " + problems);
    }
  }

  AdminContribution admin() {
    return only(AdminContribution.class);
  }

  void stop() {
    plugins.stopPlugin(ID);
  }

  @Override
  public void close() {
    // not stopPlugins(), which throws in PF4J 3.15.0 (pf4j issue 656)
    plugins.stopPlugin(ID);
    plugins.unloadPlugin(ID);
  }

  private <T> T only(Class<T> type) {
    return plugins.getExtensions(type, ID).get(0);
  }
}
