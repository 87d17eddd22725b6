package io.github.webhookplugin.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The JVM of one of several nodes on one database: starts and stops the plugin when told. */
final class NodeMain {
  private NodeMain() {}

  /** Arguments: a folder that all nodes share, the database's JDBC URL, and the receiver's port. */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[2]);
    try (var host = new PluginHost(Path.of(args[0]))) {
      Wire.serve(order -> {
        switch (order) {
          case "open" -> host.open(builder -> builder.jdbcUrl(args[1]));
          case "configure" ->
            host.configure(Map.of("services", List.of(Samples.service(port, Samples.IN_FLIGHT))));
          case "stop" -> host.stop();
          default -> throw new IllegalArgumentException("a node does not know " + order);
        }
        return "done";
      });
    }
  }
}
