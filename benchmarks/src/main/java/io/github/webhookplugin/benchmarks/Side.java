package io.github.webhookplugin.benchmarks;

import java.io.IOException;

/** One way to get events delivered. Does nothing between its turns. */
interface Side extends AutoCloseable {
  /** Starts delivering, as much as it can, for as long as the load is running. */
  void begin(Load load) throws Exception;

  /** Waits until everything that was begun has ended, and stops. */
  void end(Load load) throws Exception;

  @Override
  void close() throws IOException;
}
