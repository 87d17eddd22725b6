package io.github.webhookplugin.api;

/**
 * Told about the end of every delivery, and about services that are in trouble. The host implements it and hands it in
 * with {@link HostContext.Builder#listener}.
 *
 * <p>Called after what it tells is committed to the store, on one thread of the plugin, in the order of the commits. A
 * listener that throws is logged and called again for the next receipt. Receipts and notices are kept in memory only:
 * those not yet handed over at a crash, or while a listener is so slow that thousands wait, are dropped with a warning;
 * the delivery log has all ends, and the host's log all notices.
 */
@FunctionalInterface
public interface DeliveryListener {
  void ended(DeliveryReceipt receipt);

  /**
   * Something happened to a service. Of several hosts on one database, the one that found out is told.
   *
   * <p>Does nothing unless overridden.
   */
  default void noticed(ServiceNotice notice) {}
}
