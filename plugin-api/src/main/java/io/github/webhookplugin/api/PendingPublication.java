package io.github.webhookplugin.api;

/**
 * An event that was stored in a transaction of the host's own and counts if that transaction is committed. May be
 * dropped by the host at any time; one that outlives its channel does nothing.
 */
public interface PendingPublication {
  /** What will be done with the event once the transaction is committed. */
  PublishReceipt receipt();

  /**
   * Tells the channel that the transaction was committed, so that it delivers at once. Call it right after the commit,
   * from any thread, or not at all: then the channel finds the event by itself within a second. Returns at once,
   * never throws, and sends nothing that was not committed. A second call does nothing.
   */
  void committed();
}
