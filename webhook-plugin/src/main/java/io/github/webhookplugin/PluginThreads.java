package io.github.webhookplugin;

import io.github.webhookplugin.delivery.EngineParts;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the plugin's threads: daemons, named after their purpose, with the plugin's class loader as their context. */
final class PluginThreads implements EngineParts.Threads {
  static final String PREFIX = "webhook-";

  @Override
  public ThreadFactory named(String purpose) {
    var count = new AtomicInteger();
    return work -> {
      var thread = new Thread(work, PREFIX + purpose + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(PluginThreads.class.getClassLoader());
      return thread;
    };
  }
}
