package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.WebhookChannel;
import io.github.webhookplugin.WebhookPlugin;
import io.github.webhookplugin.WebhookSettings;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.publishing.Plan;
import io.github.webhookplugin.publishing.Publisher;
import io.github.webhookplugin.settings.SettingsBook;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plugin without PF4J, so that an event can be published to some of its services alone: there are no filters of
 * events yet. An event goes through the same planning and the same engine as any other; only the list of services that
 * the planning sees is shorter.
 */
final class ClassPathPlugin implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WebhookPlugin plugin = new WebhookPlugin();
  private final Engine engine;
  private final Publisher publisher;
  private final SettingsBook book;

  /** Opens it, as a host would. */
  ClassPathPlugin(HostContext context) {
    plugin.start();
    new WebhookChannel().open(context);
    Object runtime = runtime();
    engine = part(runtime, Engine.class);
    publisher = part(runtime, Publisher.class);
    book = part(runtime, SettingsBook.class);
  }

  void configure(List<Map<String, Object>> services) {
    List<SettingsProblem> problems =
        new WebhookSettings().apply(Map.of("services", services), "benchmark");
    if (!problems.isEmpty()) {
      throw new IllegalStateException("the plugin refuses its settings: " + problems);
    }
  }

  /** Somebody to publish to the service of that name, and to no other. */
  To to(String service) {
    ActiveSettings all = book.active();
    var settings = new Settings(
        all.settings().version(),
        all.settings().global(),
        all.settings().services().stream()
            .filter(one -> one.name().equals(service))
            .toList());
    return new To(new ActiveSettings(settings, all.numbers(), all.unreadable()));
  }

  /** Publishes to some services. Shared between threads. */
  final class To {
    private final ActiveSettings chosen;

    private To(ActiveSettings chosen) {
      this.chosen = chosen;
    }

    /** Returns when the event is on disk. */
    void publish(NotificationEvent event) {
      Plan plan = publisher.plan(event, chosen, engine.stopped());
      engine.entrance().acceptAndWait(plan.event(), plan.model(), PATIENCE);
    }
  }

  private static Object runtime() {
    try {
      var runtime = WebhookPlugin.class.getDeclaredMethod("runtime");
      runtime.setAccessible(true);
      return ((Optional<?>) runtime.invoke(null)).orElseThrow();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("WebhookPlugin has changed: this benchmark must follow", e);
    }
  }

  /** The runtime's only part of that type. */
  private static <T> T part(Object runtime, Class<T> type) {
    try {
      Field field = Arrays.stream(runtime.getClass().getDeclaredFields())
          .filter(one -> one.getType() == type)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(
              "the runtime has no " + type.getSimpleName() + ": this benchmark must follow"));
      field.setAccessible(true);
      return type.cast(field.get(runtime));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    plugin.stop();
  }
}
