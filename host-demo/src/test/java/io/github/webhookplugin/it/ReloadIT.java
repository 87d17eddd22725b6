package io.github.webhookplugin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.ApiVersion;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.api.PersonalWebhook;
import io.github.webhookplugin.api.RecipientDirectory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pf4j.DefaultPluginManager;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginManager;

/** Loads, uses and unloads the plugin again and again: nothing of it may stay behind in the host. */
@Tag("alone")
class ReloadIT {
  private static final int ROUNDS = 20;
  private static final long METASPACE_BOUND = 5 << 20;

  @TempDir
  Path folder;

  @Test
  void twenty_reloads_leave_nothing_behind() throws Exception {
    Path plugins = BuiltPlugin.folderWithJar(folder);
    Set<String> temporaryFiles = temporaryFiles();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    long metaspace = 0;
    try (var receiver = new CountingReceiver()) {
      receiver.refuses(id -> id.hashCode() % 3 == 0);
      var manager = new DefaultPluginManager(plugins);
      manager.setSystemVersion(ApiVersion.CURRENT);
      for (int round = 0; round < ROUNDS; round++) {
        loaders.add(useOnce(manager, plugins, receiver));
        assertUnloaded(loaders);
        if (round == 0) {
          // the host's own classes are loaded by now
          metaspace = metaspace();
        }
      }
    }

    assertThat(metaspace() - metaspace).as("metaspace growth in bytes").isLessThan(METASPACE_BOUND);
    assertThat(threadsOfPlugins()).isEmpty();
    assertThat(DriverManager.drivers()
            .filter(driver -> driver.getClass().getClassLoader() instanceof PluginClassLoader))
        .isEmpty();
    assertThat(openFilesBelow(folder)).isEmpty();
    assertThat(temporaryFiles()).isEqualTo(temporaryFiles);
    assertThat(folder.resolve("data/native")).isEmptyDirectory();
  }

  /** One life of the plugin, with a delivery that arrives, sometimes one that waits for its retry, and a job. */
  private WeakReference<ClassLoader> useOnce(
      PluginManager manager, Path plugins, CountingReceiver receiver) {
    String id = manager.loadPlugin(plugins.resolve("webhook-plugin.jar"));
    manager.startPlugin(id);
    var loader = new WeakReference<>(manager.getPluginClassLoader(id));
    NotificationChannel channel =
        manager.getExtensions(NotificationChannel.class, id).get(0);
    channel.open(HostContext.builder(folder.resolve("data"))
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .listener(receipt -> {})
        .recipientDirectory(directory(receiver.url("/person")))
        .build());
    ConfigurablePlugin settings =
        manager.getExtensions(ConfigurablePlugin.class, id).get(0);
    var service = Map.of(
        "name",
        "Reload",
        "url",
        receiver.url("/reload"),
        "body",
        "\"{{eventId}}\"",
        "headers",
        List.of(Map.of("name", "Authorization", "value", "Bearer abcdefghijkl", "secret", true)),
        "retry",
        Map.of("mode", "fixed", "count", 20, "interval", 1));
    var people = Map.of(
        "name",
        "People",
        "sendToRecipients",
        true,
        "eventTypes",
        List.of("person"),
        "body",
        "\"{{eventId}}\"");
    assertThat(settings.apply(Map.of("services", List.of(service, people)), "test"))
        .isEmpty();
    int before = receiver.events();
    do {
      var accepted = channel.publish(NotificationEvent.of("reload")
          .title("again")
          .data("n", List.of(1, 2, 3))
          .build());
      assertThat(accepted.deliveries()).isEqualTo(1);
      await().until(() -> receiver.events() > before || channel.health().waiting() > 0);
    } while (receiver.events() == before);
    assertThat(channel
            .publish(NotificationEvent.of("person")
                .recipients(List.of(new Person("u-1", "Ann")))
                .build())
            .deliveries())
        .isEqualTo(2);
    await().until(() -> sendsAgain(manager, id));
    manager.stopPlugin(id);
    assertThat(threadsOfPlugins()).as("after stop()").isEmpty();
    assertThat(manager.unloadPlugin(id)).isTrue();
    return loader;
  }

  private static RecipientDirectory directory(String url) {
    return new RecipientDirectory() {
      @Override
      public List<Person> people(Group group, NotificationEvent event) {
        return List.of();
      }

      @Override
      public Map<String, PersonalWebhook> webhooks(Set<String> people) {
        return Map.of("u-1", PersonalWebhook.to(url).signedWith("a secret of Ann's"));
      }
    };
  }

  /** Begins a job that sends all again so slowly that it is under way when the plugin stops. */
  private static boolean sendsAgain(PluginManager manager, String id) {
    var request = new AdminRequest(
        "POST",
        "api/v1/redeliveries",
        Map.of(),
        Map.of("Content-Type", "application/json"),
        "{\"filter\": {\"states\": [\"delivered\"]}, \"rate\": 1}".getBytes(StandardCharsets.UTF_8),
        "test");
    return manager
            .getExtensions(AdminContribution.class, id)
            .get(0)
            .handle(request)
            .status()
        == 202;
  }

  /** Classes go when the garbage collector comes by, some only after threads of the JVM have looked at references. */
  private static void assertUnloaded(List<WeakReference<ClassLoader>> loaders) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(collect(loaders))
            .as("plugin class loaders that are still reachable after %d rounds", loaders.size())
            .isZero());
  }

  private static long collect(List<WeakReference<ClassLoader>> loaders) {
    System.gc();
    return loaders.stream().filter(loader -> loader.get() != null).count();
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }

  private static List<String> threadsOfPlugins() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("webhook-")
            || thread.getContextClassLoader() instanceof PluginClassLoader
            || thread.getClass().getClassLoader() instanceof PluginClassLoader)
        .map(Thread::getName)
        .toList();
  }

  private static List<String> openFilesBelow(Path folder) throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return List.of();
    }
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.map(ReloadIT::target)
          .filter(file -> file.startsWith(folder.toString()))
          .toList();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static Set<String> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains("sqlite") || name.contains("webhook"))
          .collect(Collectors.toSet());
    }
  }
}
