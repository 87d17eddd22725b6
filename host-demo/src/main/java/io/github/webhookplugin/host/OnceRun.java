package io.github.webhookplugin.host;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PublishReceipt;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The whole job without a person: emits every sample event once, waits for the ends, prints what became of each. */
final class OnceRun {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final Channels channels;
  private final Receipts receipts;
  private final PrintStream out;
  private final Clock clock = Clock.systemUTC();

  OnceRun(Channels channels, Receipts receipts, PrintStream out) {
    this.channels = channels;
    this.receipts = receipts;
    this.out = out;
  }

  /** Whether something was to be delivered and all of it was. */
  boolean run() throws InterruptedException {
    var events = Samples.events();
    Instant start = clock.instant();
    var accepted = publish(events);
    int expected = accepted.stream().mapToInt(PublishReceipt::deliveries).sum();
    int skipped = accepted.stream().mapToInt(PublishReceipt::skipped).sum();
    out.println(accepted.size() + " of " + events.size() + " sample events published, " + expected
        + " deliveries to make" + (skipped == 0 ? "" : ", " + skipped + " skipped: switched off"));
    var ids = events.stream().flatMap(event -> event.id().stream()).collect(Collectors.toSet());
    var ended = receipts.await(ids, expected, LONGEST_WAIT);
    long delivered = ended.stream()
        .filter(receipt -> receipt.outcome() == DeliveryReceipt.Outcome.DELIVERED)
        .count();
    print(ended, start);
    explain(ended, expected);
    out.println(
        delivered + " delivered, " + (Math.max(expected, ended.size()) - delivered) + " failed");
    return expected > 0 && delivered == expected && accepted.size() == events.size();
  }

  private List<PublishReceipt> publish(List<NotificationEvent> events) {
    var accepted = new ArrayList<PublishReceipt>();
    for (var outcome : channels.publish(events)) {
      var receipt = outcome.receipt();
      if (receipt == null) {
        out.println("an event was not accepted: " + CannotStart.said(outcome.refusal()));
      } else {
        accepted.add(receipt);
      }
    }
    return accepted;
  }

  private void print(List<DeliveryReceipt> ended, Instant start) {
    var table = new TextTable("event", "service", "result", "tries", "time");
    ended.stream()
        .sorted(Comparator.comparing(DeliveryReceipt::eventType)
            .thenComparing(DeliveryReceipt::service))
        .forEach(receipt -> table.row(
            receipt.eventType(),
            receipt.service(),
            receipt.outcome().name().toLowerCase(Locale.ROOT),
            String.valueOf(receipt.tries()),
            seconds(Duration.between(start, receipt.at()))));
    out.println();
    out.print(table);
    out.println();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
  }

  private void explain(List<DeliveryReceipt> ended, int expected) {
    for (DeliveryReceipt receipt : ended) {
      if (receipt.outcome() == DeliveryReceipt.Outcome.FAILED) {
        out.println(
            receipt.eventType() + " to " + receipt.service() + " failed: " + receipt.reason());
      }
    }
    if (ended.size() < expected) {
      out.println(expected - ended.size() + " deliveries did not end within "
          + LONGEST_WAIT.toSeconds() + " s");
    }
    if (expected == 0) {
      out.println(
          "nothing was to be delivered: no service is set up and switched on for the sample events");
    }
  }
}
