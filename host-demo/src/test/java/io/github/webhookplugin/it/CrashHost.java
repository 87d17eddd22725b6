package io.github.webhookplugin.it;

import io.github.webhookplugin.api.ApiVersion;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.NotificationEvent;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.pf4j.DefaultPluginManager;

/**
 * A host in a JVM of its own, to be killed. Arguments: plugins folder, data folder, receiver address, file of
 * acknowledged events, and {@code emit} or {@code drain}.
 */
public final class CrashHost {
  private static final int PUBLISHERS = 8;

  private CrashHost() {}

  public static void main(String[] args) throws IOException {
    var plugins = new DefaultPluginManager(Path.of(args[0]));
    plugins.setSystemVersion(ApiVersion.CURRENT);
    plugins.loadPlugins();
    plugins.startPlugins();
    NotificationChannel channel =
        plugins.getExtensions(NotificationChannel.class, "webhook").get(0);
    channel.open(HostContext.builder(Path.of(args[1]))
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .build());
    configure(plugins.getExtensions(ConfigurablePlugin.class, "webhook").get(0), args[2]);
    if (args[4].equals("emit")) {
      emit(channel, new FileOutputStream(args[3], true));
    } else {
      while (channel.health().waiting() > 0) {
        LockSupport.parkNanos(20_000_000);
      }
      plugins.stopPlugin("webhook");
    }
  }

  private static void configure(ConfigurablePlugin settings, String receiver) {
    if (settings.settings().get("services") instanceof List<?> services && !services.isEmpty()) {
      return;
    }
    var problems = settings.apply(
        Map.of(
            "services",
            List.of(service("steady", receiver), service("shaky", receiver)),
            "retryCount",
            20,
            "retryInterval",
            1),
        "test");
    if (!problems.isEmpty()) {
      throw new IllegalStateException(problems.toString());
    }
  }

  private static Map<String, Object> service(String name, String receiver) {
    return Map.of("name", name, "url", receiver + "/" + name, "body", "\"{{eventId}}\"");
  }

  /** Publishes until it is killed; writes down each event whose publish has returned. */
  private static void emit(NotificationChannel channel, FileOutputStream acknowledged) {
    for (int i = 0; i < PUBLISHERS; i++) {
      new Thread(() -> {
            while (true) {
              String id = channel
                  .publish(NotificationEvent.of("crash").title("bang").build())
                  .eventId();
              write(acknowledged, id);
              LockSupport.parkNanos(500_000);
            }
          })
          .start();
    }
  }

  private static void write(FileOutputStream file, String id) {
    try {
      file.write((id + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
