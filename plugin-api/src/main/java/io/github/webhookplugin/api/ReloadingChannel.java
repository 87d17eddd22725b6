package io.github.webhookplugin.api;

import io.github.webhookplugin.api.PublishException.Reason;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginManager;
import org.pf4j.PluginState;
import org.pf4j.PluginStateEvent;
import org.pf4j.PluginStateListener;

/**
 * The channel of a plugin that may be stopped, replaced and started again while the host goes on: one object to publish
 * through for as long as the host runs. The host chooses what {@link #publish} does while the plugin is away:
 * {@link #failing} or {@link #waiting}.
 *
 * <p>It follows the plugin by PF4J's events and opens it again after each start, on the thread that started it, with
 * the context it was given. While the plugin is away it holds nothing of it, so that its classes can go. Shared between
 * threads.
 */
public final class ReloadingChannel implements NotificationChannel, AutoCloseable {
  private static final System.Logger log = System.getLogger(ReloadingChannel.class.getName());
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final PluginManager plugins;
  private final String pluginId;
  private final Duration patience;
  private final PluginStateListener listener = this::changed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private volatile @Nullable HostContext context;
  private volatile @Nullable Current current;
  private volatile String absence = "the channel is not open: call open(HostContext) first";
  private long starts;

  /** The plugin's channel as it runs now; {@code number} tells one start from another. */
  private record Current(NotificationChannel channel, long number) {}

  /** What came of trying to publish: a receipt, or none because the channel of that start is closed. */
  private record Try(@Nullable PublishReceipt receipt, long number) {}

  private ReloadingChannel(PluginManager plugins, String pluginId, Duration patience) {
    this.plugins = plugins;
    this.pluginId = pluginId;
    this.patience = patience;
  }

  /**
   * Publishing fails at once with {@link Reason#CLOSED} while the plugin is away: for hosts that keep events themselves,
   * or can do without.
   *
   * @param pluginId {@code "webhook"}, unless the host gives its plugins other ids
   */
  public static ReloadingChannel failing(PluginManager plugins, String pluginId) {
    return new ReloadingChannel(plugins, pluginId, Duration.ZERO);
  }

  /**
   * Publishing waits for the plugin to come back, and fails with {@link Reason#CLOSED} if it does not in that time. The
   * events wait in the threads that publish them: they do not survive a crash of the host before they are accepted.
   *
   * @param pluginId {@code "webhook"}, unless the host gives its plugins other ids
   * @param patience more than nothing, at most one hour
   * @throws IllegalArgumentException if the patience is out of its range
   */
  public static ReloadingChannel waiting(
      PluginManager plugins, String pluginId, Duration patience) {
    if (patience.isNegative() || patience.isZero() || patience.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException(
          "patience must be more than nothing and at most 1 hour (PT1H), was " + patience);
    }
    return new ReloadingChannel(plugins, pluginId, patience);
  }

  /**
   * Opens the plugin's channel if it is started, and follows it from now on. A plugin that is started later is opened
   * then; if that fails the start itself does not, but {@link #health} and the log say why.
   *
   * @throws IllegalStateException if the plugin is started and its channel cannot be opened
   */
  @Override
  public void open(HostContext with) {
    if (context != null) {
      return;
    }
    context = with;
    absence = "the plugin " + pluginId + " is not started";
    plugins.addPluginStateListener(listener);
    var plugin = plugins.getPlugin(pluginId);
    if (plugin != null && plugin.getPluginState() == PluginState.STARTED) {
      try {
        attach(with);
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }
  }

  /** @throws PublishException as the plugin's channel does; {@link Reason#CLOSED} if it is away for too long */
  @Override
  public PublishReceipt publish(NotificationEvent event) {
    long deadline = System.nanoTime() + patience.toNanos();
    long tried = 0;
    while (awaitStart(tried, deadline)) {
      Try made = publishOnce(event);
      if (made.receipt != null) {
        return made.receipt;
      }
      tried = made.number;
    }
    throw closed();
  }

  /** Never waits: while the plugin is away the stage fails at once with {@link Reason#CLOSED}. */
  @Override
  public CompletionStage<PublishReceipt> publishAsync(NotificationEvent event) {
    Current now = current;
    return now == null ? CompletableFuture.failedStage(closed()) : now.channel.publishAsync(event);
  }

  /**
   * Never waits, because the host's transaction is open meanwhile: while the plugin is away it fails at once with
   * {@link Reason#CLOSED}, and the transaction is as it was.
   */
  @Override
  public PendingPublication publish(NotificationEvent event, Connection transaction) {
    Current now = current;
    if (now == null) {
      throw closed();
    }
    return now.channel.publish(event, transaction);
  }

  @Override
  public Health health() {
    Current now = current;
    return now == null ? new Health(Health.State.DOWN, absence, 0) : now.channel.health();
  }

  /** Follows the plugin no more; stops nothing. Call it before the plugin manager is given up. */
  @Override
  public void close() {
    plugins.removePluginStateListener(listener);
    detach("the channel is closed");
    context = null;
  }

  /**
   * In a method of its own: a thread that waits must not have the plugin's channel on its stack, nor an exception that
   * was thrown there, because either would keep the classes of a plugin that is unloaded meanwhile.
   */
  private Try publishOnce(NotificationEvent event) {
    Current now = current;
    if (now == null) {
      return new Try(null, 0);
    }
    try {
      return new Try(now.channel.publish(event), now.number);
    } catch (PublishException e) {
      if (e.reason() == Reason.CLOSED) {
        return new Try(null, now.number);
      }
      throw e;
    }
  }

  /** Waits for a start after the one that was tried; false if none comes in time. */
  private boolean awaitStart(long tried, long deadline) {
    lock.lock();
    try {
      while (startedSince(tried) == 0) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        opened.await(left, TimeUnit.NANOSECONDS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException(
          Reason.CLOSED, "the publishing thread was interrupted while the plugin was away", e);
    } finally {
      lock.unlock();
    }
  }

  /** The number of the present start if it is a later one; 0 if not. */
  private long startedSince(long tried) {
    Current now = current;
    return now != null && now.number > tried ? now.number : 0;
  }

  private PublishException closed() {
    return new PublishException(
        Reason.CLOSED,
        absence + (patience.isZero() ? "" : ", and did not come back within " + patience));
  }

  private void changed(PluginStateEvent event) {
    HostContext with = context;
    if (with == null || !event.getPlugin().getPluginId().equals(pluginId)) {
      return;
    }
    if (event.getPluginState() != PluginState.STARTED) {
      detach("the plugin " + pluginId + " is not started");
      return;
    }
    try {
      attach(with);
    } catch (RuntimeException | LinkageError e) {
      detach("the plugin " + pluginId + " was started but cannot be opened: " + e.getMessage());
      log.log(System.Logger.Level.ERROR, absence, OneLine.trace(e));
    }
  }

  private void attach(HostContext with) {
    NotificationChannel channel =
        plugins.getExtensions(NotificationChannel.class, pluginId).stream()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(
                "the plugin " + pluginId + " has no extension for NotificationChannel"));
    channel.open(with);
    lock.lock();
    try {
      current = new Current(channel, ++starts);
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void detach(String why) {
    absence = why;
    current = null;
  }
}
