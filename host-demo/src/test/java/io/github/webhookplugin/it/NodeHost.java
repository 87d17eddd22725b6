package io.github.webhookplugin.it;

import io.github.webhookplugin.api.ApiVersion;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PublishException;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.pf4j.DefaultPluginManager;

/**
 * One of several hosts, in a JVM of its own, told what to do line by line on its standard input; each line is answered
 * by one line. Arguments: plugins folder, data folder, JDBC URL ("-" for the file), file of acknowledged events.
 */
public final class NodeHost {
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final int PUBLISHERS = 4;

  private final DefaultPluginManager plugins;
  private final FileOutputStream acknowledged;
  private final NotificationChannel channel;
  private final ConfigurablePlugin settings;
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicReference<String> refused = new AtomicReference<>("");
  private final List<Thread> emitters = new ArrayList<>();
  private volatile boolean emitting;

  private NodeHost(Path folder, Path data, String jdbcUrl, String file) throws IOException {
    plugins = new DefaultPluginManager(folder);
    plugins.setSystemVersion(ApiVersion.CURRENT);
    plugins.loadPlugins();
    plugins.startPlugins();
    channel = plugins.getExtensions(NotificationChannel.class, "webhook").get(0);
    settings = plugins.getExtensions(ConfigurablePlugin.class, "webhook").get(0);
    acknowledged = new FileOutputStream(file, true);
    HostContext.Builder context = HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .leaseTime(LEASE);
    channel.open((jdbcUrl.equals("-") ? context : context.jdbcUrl(jdbcUrl)).build());
  }

  public static void main(String[] args) throws Exception {
    var node = new NodeHost(Path.of(args[0]), Path.of(args[1]), args[2], args[3]);
    System.out.println("open");
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      System.out.println(node.answer(line.split(" ")).replace('\n', ' '));
    }
  }

  private String answer(String... words) throws InterruptedException {
    switch (words[0]) {
      case "configure":
        return configure(words[1]);
      case "change":
        return change(words[1], words[2], words[3]);
      case "show":
        return String.valueOf(service(words[1]).get(words[2]));
      case "publish":
        return publish(Integer.parseInt(words[1]));
      case "emit":
        emit(Integer.parseInt(words[1]));
        return "emitting";
      case "quiet":
        return quiet();
      case "waiting":
        return String.valueOf(channel.health().waiting());
      case "health":
        return channel.health().state() + " " + channel.health().message();
      case "stop":
        plugins.stopPlugin("webhook");
        return "stopped";
      default:
        return "unknown " + words[0];
    }
  }

  private String configure(String receiver) {
    var services = List.of(service("steady", receiver), service("shaky", receiver));
    var document = Map.of("services", services, "retryCount", 20, "retryInterval", 1);
    return settings.apply(document, "test").toString();
  }

  private static Map<String, Object> service(String name, String receiver) {
    return Map.of("name", name, "url", receiver + "/" + name, "body", "\"{{eventId}}\"");
  }

  private String change(String name, String field, String value) {
    var all = new ArrayList<Map<String, Object>>();
    for (Map<String, Object> one : services()) {
      var copy = new HashMap<>(one);
      if (one.get("name").equals(name)) {
        copy.put(field, field.equals("enabled") ? Boolean.parseBoolean(value) : value);
      }
      all.add(copy);
    }
    return settings.apply(Map.of("services", all), "test").toString();
  }

  private Map<String, Object> service(String name) {
    return services().stream()
        .filter(one -> one.get("name").equals(name))
        .findFirst()
        .orElse(Map.of());
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> services() {
    return (List<Map<String, Object>>) settings.settings().get("services");
  }

  private String publish(int count) throws InterruptedException {
    var left = new AtomicInteger(count);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < PUBLISHERS; i++) {
      threads.add(new Thread(() -> {
        while (left.getAndDecrement() > 0) {
          publish();
        }
      }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    return tally();
  }

  /** So many a second, about. */
  private void emit(int rate) {
    emitting = true;
    for (int i = 0; i < PUBLISHERS; i++) {
      var thread = new Thread(() -> {
        while (emitting) {
          publish();
          LockSupport.parkNanos(1_000_000_000L * PUBLISHERS / rate);
        }
      });
      emitters.add(thread);
      thread.start();
    }
  }

  private String quiet() throws InterruptedException {
    emitting = false;
    for (Thread emitter : emitters) {
      emitter.join();
    }
    emitters.clear();
    return tally();
  }

  private void publish() {
    try {
      String id = channel.publish(NotificationEvent.of("node").build()).eventId();
      acknowledged.write((id + "\n").getBytes(StandardCharsets.UTF_8));
      accepted.incrementAndGet();
    } catch (PublishException e) {
      refused.set(e.reason() + ": " + e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many were accepted so far, and why the last one was refused, if any was. */
  private String tally() {
    return (accepted + " " + refused).strip();
  }
}
