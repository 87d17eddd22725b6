package io.github.webhookplugin.host;

import io.github.webhookplugin.api.DeliveryListener;
import io.github.webhookplugin.api.DeliveryReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects how deliveries ended, for one who waits for them. Shared between threads. */
final class Receipts implements DeliveryListener {
  private final List<DeliveryReceipt> ended = new ArrayList<>();

  @Override
  public synchronized void ended(DeliveryReceipt receipt) {
    ended.add(receipt);
    notifyAll();
  }

  /**
   * Waits until that many deliveries of these events were tried to their end, at most for the given time.
   *
   * @return those that were, in the order they ended
   */
  synchronized List<DeliveryReceipt> await(Set<String> eventIds, int deliveries, Duration longest)
      throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (true) {
      var ours = ended.stream()
          .filter(receipt -> eventIds.contains(receipt.eventId()))
          .filter(receipt -> receipt.outcome() != DeliveryReceipt.Outcome.SKIPPED)
          .toList();
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (ours.size() >= deliveries || millis <= 0) {
        return ours;
      }
      wait(millis);
    }
  }
}
