package io.github.webhookplugin.benchmarks;

import java.io.IOException;

/** The plugin with a PostgreSQL server of its own. */
final class PostgresqlSide implements Side {
  private final PostgresServer server;
  private final PluginSide plugin;

  PostgresqlSide(PostgresServer server, PluginSide plugin) {
    this.server = server;
    this.plugin = plugin;
  }

  @Override
  public void begin(Load load) {
    plugin.begin(load);
  }

  @Override
  public void end(Load load) throws Exception {
    plugin.end(load);
    server.tidy();
  }

  @Override
  public void close() throws IOException {
    plugin.close();
    server.close();
  }
}
