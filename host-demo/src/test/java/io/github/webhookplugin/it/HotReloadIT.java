package io.github.webhookplugin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.ApiVersion;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.Health;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.ReloadingChannel;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pf4j.DefaultPluginManager;

/** The plugin is replaced by another version while the host goes on publishing: every accepted event arrives. */
class HotReloadIT {
  private static final String ID = "webhook";
  private static final String NEXT_VERSION = "0.1.1";

  @TempDir
  Path folder;

  private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
  private final Queue<PublishException> refusedWaiting = new ConcurrentLinkedQueue<>();
  private final Queue<PublishException> refusedFailing = new ConcurrentLinkedQueue<>();
  private final List<Thread> publishers = new ArrayList<>();
  private volatile boolean publishing = true;
  private CountingReceiver receiver;
  private DefaultPluginManager plugins;

  @BeforeEach
  void load() throws IOException {
    receiver = new CountingReceiver();
    plugins = new DefaultPluginManager(BuiltPlugin.folderWithJar(folder));
    plugins.setSystemVersion(ApiVersion.CURRENT);
    plugins.loadPlugins();
  }

  @AfterEach
  void close() throws Exception {
    publishing = false;
    for (Thread publisher : publishers) {
      publisher.join();
    }
    plugins.stopPlugin(ID);
    plugins.unloadPlugins();
    receiver.close();
  }

  @Test
  void nothing_is_lost_when_the_plugin_is_replaced_under_load() throws Exception {
    try (var waiting = ReloadingChannel.waiting(plugins, ID, Duration.ofMinutes(1));
        var failing = ReloadingChannel.failing(plugins, ID)) {
      waiting.open(context());
      failing.open(context());
      plugins.startPlugin(ID);
      configure();
      receiver.answersAfter("/slow", Duration.ofSeconds(20));
      publish(waiting, 4, refusedWaiting);
      publish(failing, 2, refusedFailing);
      await().until(() -> accepted.size() > 500);
      WeakReference<ClassLoader> old = new WeakReference<>(plugins.getPluginClassLoader(ID));

      plugins.stopPlugin(ID);
      await().until(() -> !refusedFailing.isEmpty());
      assertThat(waiting.health().state()).isEqualTo(Health.State.DOWN);
      int before = accepted.size();
      assertThat(plugins.unloadPlugin(ID)).isTrue();
      awaitUnloaded(old);
      replaceJar();
      receiver.answersAfter("/slow", Duration.ZERO);
      plugins.loadPlugin(folder.resolve("plugins/webhook-plugin.jar"));
      assertThat(accepted).as("nobody accepts while the plugin is away").hasSize(before);
      plugins.startPlugin(ID);

      assertThat(plugins.getPlugin(ID).getDescriptor().getVersion()).isEqualTo(NEXT_VERSION);
      await().until(() -> accepted.size() > before + 500);
      publishing = false;
      await().atMost(Duration.ofSeconds(60)).until(() -> waiting.health().waiting() == 0);
    }
    assertThat(refusedWaiting).as("those who wait are not refused").isEmpty();
    assertThat(refusedFailing)
        .as("those who do not are told so")
        .allMatch(refused -> refused.reason() == PublishException.Reason.CLOSED);
    var events = List.copyOf(accepted);
    assertThat(receiver.lostOrRenamed("/quick", events)).isEmpty();
    assertThat(receiver.lostOrRenamed("/slow", events)).isEmpty();
    assertThat(receiver.repeated().keySet())
        .as("what answers in time is under way no more when the plugin has stopped")
        .noneMatch(repeated -> repeated.startsWith("/quick"));
    System.out.println(
        "HotReloadIT: " + events.size() + " events accepted, " + refusedFailing.size()
            + " refused, " + receiver.repeated().size() + " deliveries cut off and sent again");
  }

  @Test
  void a_plugin_that_does_not_come_back_in_time_is_told_as_closed() {
    try (var waiting = ReloadingChannel.waiting(plugins, ID, Duration.ofMillis(200))) {
      waiting.open(context());

      publishOne(waiting, refusedWaiting);

      assertThat(refusedWaiting)
          .extracting(PublishException::reason)
          .containsExactly(PublishException.Reason.CLOSED);
      assertThat(refusedWaiting.element()).hasMessageContaining("did not come back within");
    }
  }

  private HostContext context() {
    return HostContext.builder(folder.resolve("data"))
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .build();
  }

  private void configure() {
    ConfigurablePlugin settings =
        plugins.getExtensions(ConfigurablePlugin.class, ID).get(0);
    var services = List.of(service("quick"), service("slow"));
    assertThat(settings.apply(Map.of("services", services, "timeout", 60), "test"))
        .isEmpty();
  }

  private Map<String, Object> service(String name) {
    return Map.of("name", name, "url", receiver.url("/" + name), "body", "\"{{eventId}}\"");
  }

  private void publish(NotificationChannel channel, int threads, Queue<PublishException> refused) {
    for (int i = 0; i < threads; i++) {
      var thread = new Thread(() -> {
        while (publishing) {
          publishOne(channel, refused);
          LockSupport.parkNanos(2_000_000);
        }
      });
      publishers.add(thread);
      thread.start();
    }
  }

  private void publishOne(NotificationChannel channel, Queue<PublishException> refused) {
    try {
      accepted.add(channel.publish(NotificationEvent.of("reload").build()).eventId());
    } catch (PublishException e) {
      refused.add(withoutPlugin(e));
    }
  }

  /** A stack trace would keep the plugin's classes. */
  private static PublishException withoutPlugin(PublishException e) {
    return new PublishException(e.reason(), String.valueOf(e.getMessage()));
  }

  /** The same JAR with another version in its descriptor, moved into place whole. */
  private void replaceJar() throws IOException {
    Path next = Files.copy(BuiltPlugin.jar(), folder.resolve("next"));
    try (var jar = FileSystems.newFileSystem(next)) {
      Path descriptor = jar.getPath("plugin.properties");
      Files.writeString(
          descriptor,
          Files.readString(descriptor)
              .replaceFirst("plugin\\.version\\s*=.*", "plugin.version=" + NEXT_VERSION));
    }
    Files.move(
        next, folder.resolve("plugins/webhook-plugin.jar"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void awaitUnloaded(WeakReference<ClassLoader> loader) {
    await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50)).until(() -> {
      System.gc();
      return loader.get() == null;
    });
  }
}
