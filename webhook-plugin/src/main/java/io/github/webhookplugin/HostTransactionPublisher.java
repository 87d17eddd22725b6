package io.github.webhookplugin;

import io.github.webhookplugin.api.PendingPublication;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import io.github.webhookplugin.api.PublishReceipt;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.model.PublicIds;
import io.github.webhookplugin.outbox.Admission;
import io.github.webhookplugin.outbox.HostTransactions;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.StoreException;
import io.github.webhookplugin.publishing.Plan;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;

/** Publishes in transactions of the host's own, past the store thread. Shared between threads. */
final class HostTransactionPublisher {
  private final HostTransactions transactions;
  private final PublicIds ids;
  private final Engine engine;

  HostTransactionPublisher(Outbox outbox, Engine engine) {
    this.transactions = outbox.hostTransactions();
    this.ids = outbox.ids();
    this.engine = engine;
  }

  /** Stores what was planned with the host's connection; it counts when the host commits. */
  PendingPublication publish(Plan plan, Connection transaction) {
    NewEvent event = engine.entrance().expectStored(plan.event());
    Admission admission = stored(event, transaction);
    if (admission instanceof Admission.Repeated first) {
      return new Pending(
          PublishReceipt.duplicateOf(ids.eventId(first.id(), first.event())), () -> {});
    }
    if (admission instanceof Admission.Undecided) {
      throw new PublishException(
          Reason.BUSY,
          "an event with the same deduplication key is being published; try the transaction again");
    }
    return new Pending(plan.receipt(), () -> engine.entrance().stored(event, plan.model()));
  }

  private Admission stored(NewEvent event, Connection transaction) {
    try {
      return transactions.store(event, transaction);
    } catch (StoreException e) {
      throw new PublishException(Reason.STORE, "the event was not stored: " + e.getMessage(), e);
    }
  }

  private static final class Pending implements PendingPublication {
    private final PublishReceipt receipt;
    private final Runnable delivery;
    private final AtomicBoolean told = new AtomicBoolean();

    Pending(PublishReceipt receipt, Runnable delivery) {
      this.receipt = receipt;
      this.delivery = delivery;
    }

    @Override
    public PublishReceipt receipt() {
      return receipt;
    }

    @Override
    public void committed() {
      if (told.compareAndSet(false, true)) {
        delivery.run();
      }
    }
  }
}
