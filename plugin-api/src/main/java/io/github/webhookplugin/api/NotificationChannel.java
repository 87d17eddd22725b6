package io.github.webhookplugin.api;

import java.sql.Connection;
import java.util.concurrent.CompletionStage;
import org.pf4j.ExtensionPoint;

/**
 * A way for events to leave the host. The plugin implements it; the host calls it.
 *
 * <p>PF4J makes a new extension object for every look-up. All of them are faces of one channel, so it does not
 * matter which one the host keeps; drop it when the plugin is stopped. Every method may be called from any thread.
 */
public interface NotificationChannel extends ExtensionPoint {
  /**
   * Opens the channel: reads its settings, takes up what an earlier run left undelivered and starts delivering.
   * Opening an open channel again does nothing.
   *
   * @throws IllegalStateException if the plugin is not started, or its store cannot be opened; the message says
   *     why and what to do
   */
  void open(HostContext context);

  /**
   * Accepts an event. Returns when the event and its deliveries are on disk: from here on they survive a crash.
   * Waits while the channel is busy, up to a bound, instead of filling the memory.
   *
   * @throws PublishException if the event was not accepted: not open, too large, busy for too long, or the store
   *     failed. The message says which; nothing of the event is kept
   */
  PublishReceipt publish(NotificationEvent event);

  /**
   * Like {@link #publish} without waiting: the stage ends when the event is on disk, or exceptionally with a
   * {@link PublishException}. It ends on a thread of the channel, so keep what is chained to it short.
   */
  CompletionStage<PublishReceipt> publishAsync(NotificationEvent event);

  /**
   * Stores an event in the transaction that the host has open on that connection: it will be delivered if the host
   * commits, and never existed if the host rolls back. Nothing is sent before the commit. The host calls
   * {@link PendingPublication#committed()} after it, or the event is found within a second.
   *
   * <p>The connection must see the tables of the channel's own database. It is used on the calling thread until this
   * returns, and then not again; it is never committed, rolled back beyond a savepoint, closed or set up differently.
   * If this throws, the transaction is as it was before, and the host may go on with it.
   *
   * @param transaction a connection of the host's that is not in autocommit mode
   * @throws IllegalArgumentException if the connection cannot be used: in autocommit mode, to another database, or to
   *     SQLite by another copy of its library than the channel's; the message says what to do
   * @throws PublishException if the event was not accepted: not open, too large, or the database failed
   * @throws UnsupportedOperationException if the channel stores nothing in a database
   */
  default PendingPublication publish(NotificationEvent event, Connection transaction) {
    throw new UnsupportedOperationException(
        "this channel stores nothing in a database: publish after the commit");
  }

  /** How the channel is doing. Cheap; never throws. */
  Health health();
}
