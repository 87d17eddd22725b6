package io.github.webhookplugin.api;

/**
 * Told about the end of every delivery. The host implements it and hands it in with
 * {@link HostContext.Builder#listener}.
 *
 * <p>Called after the end is committed to the store, on one thread of the plugin, in the order of the commits. A
 * listener that throws is logged and called again for the next receipt. Receipts are kept in memory only: those
 * not yet handed over at a crash, or while a listener is so slow that thousands wait, are dropped with a warning;
 * the delivery log has them all.
 */
@FunctionalInterface
public interface DeliveryListener {
  void ended(DeliveryReceipt receipt);
}
