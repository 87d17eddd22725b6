package io.github.webhookplugin;

import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.OneLine;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pf4j.Plugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What PF4J starts and stops. It holds the one runtime that all extension objects are faces of: PF4J makes a new
 * extension object for every look-up.
 */
public final class WebhookPlugin extends Plugin {
  private static final Logger log = LoggerFactory.getLogger(WebhookPlugin.class);
  static final Duration STOP_BOUND = Duration.ofSeconds(10);

  /** The started plugin of this class loader. */
  private static volatile @Nullable WebhookPlugin started;

  private volatile @Nullable WebhookRuntime runtime;

  @Override
  public void start() {
    started = this;
  }

  /** Ends everything the plugin began within ten seconds. Never throws: PF4J would pass it on to the host. */
  @Override
  public void stop() {
    started = null;
    try {
      close();
    } catch (RuntimeException | LinkageError e) {
      log.error(
          "the webhook plugin did not stop cleanly; what was accepted is stored", OneLine.trace(e));
    }
    RecordMethods.forgetOurs();
  }

  /** Opens the runtime if it is not open yet. */
  static WebhookRuntime open(HostContext context) {
    return plugin().openOnce(context);
  }

  /** The open runtime. */
  static Optional<WebhookRuntime> runtime() {
    WebhookPlugin plugin = started;
    return plugin == null ? Optional.empty() : Optional.ofNullable(plugin.runtime);
  }

  /** The open runtime, for calls that need one. */
  static WebhookRuntime runtimeOrThrow() {
    return runtime()
        .orElseThrow(() -> new IllegalStateException(
            started == null
                ? "the webhook plugin is not started"
                : "the channel is not open: call open(HostContext) first"));
  }

  private static WebhookPlugin plugin() {
    WebhookPlugin plugin = started;
    if (plugin == null) {
      throw new IllegalStateException(
          "the webhook plugin is not started: call startPlugin(\"webhook\") first");
    }
    return plugin;
  }

  private synchronized WebhookRuntime openOnce(HostContext context) {
    WebhookRuntime open = runtime;
    if (open == null) {
      open = WebhookRuntime.open(context);
      runtime = open;
    }
    return open;
  }

  private synchronized void close() {
    WebhookRuntime open = runtime;
    runtime = null;
    if (open != null) {
      open.stop(STOP_BOUND);
    }
  }
}
