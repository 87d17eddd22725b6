package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.HostContext;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Makes the side of each role. */
final class Lineup {
  private final Path data;
  private final int port;

  /** Over a folder for the side's data, and a receiver's port. */
  Lineup(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  Side side(Role role) throws IOException, SQLException {
    return switch (role) {
      case BARE -> new BareSide(port);
      case DB_SCHEDULER -> new DbSchedulerSide(new PostgresServer(data), port);
      case PLUGIN -> plugin(one());
      case THREADS -> plugin(one()).waits();
      case TEN_SERVICES -> plugin(Samples.severalServices(port));
      case WAITING -> waiting(false);
      case SMALL_HEAP -> waiting(true);
      case GROWING -> growing();
      case POSTGRESQL -> postgresql();
      case PLAIN_COMMITS -> new PlainCommits(data);
      case ALONE -> new NeighbourSide(data, 0);
      case BESIDE_HANGING -> new NeighbourSide(data, NeighbourSide.NEIGHBOURS);
    };
  }

  private List<Map<String, Object>> one() {
    return List.of(Samples.service(port, Samples.IN_FLIGHT));
  }

  private PluginSide plugin(List<Map<String, Object>> services) {
    return plugin(builder -> builder, services);
  }

  private PluginSide plugin(
      UnaryOperator<HostContext.Builder> context, List<Map<String, Object>> services) {
    return new PluginSide(new PluginHost(data), context, services);
  }

  private PluginSide waiting(boolean someComeDue) throws IOException, SQLException {
    PluginSide side = plugin(one());
    try (var rows = StoredRows.inFile(data)) {
      rows.waiting(StoredRows.MANY, someComeDue);
    }
    return side;
  }

  private PluginSide growing() throws IOException, SQLException {
    Clock clock = new FastClock(Clock.systemUTC(), Growth.SPEED);
    PluginSide side = plugin(
            builder -> builder.clock(clock).retention(Growth.RETENTION, Growth.MOST_KEPT), one())
        .staysOpen();
    try (var rows = StoredRows.inFile(data)) {
      rows.delivered(Growth.KEPT, Growth.RETENTION);
    }
    return side;
  }

  private PostgresqlSide postgresql() throws IOException, SQLException {
    var server = new PostgresServer(data);
    return new PostgresqlSide(server, plugin(builder -> builder.jdbcUrl(server.jdbcUrl()), one()));
  }
}
