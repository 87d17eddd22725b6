package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.time.Duration;

/** Shows that the receiver is not what holds the sides back. */
final class ReceiverCost {
  private final Sides sides;
  private final long cpu;
  private final long answered;

  /** Begins to count. */
  ReceiverCost(Sides sides) throws IOException {
    this.sides = sides;
    cpu = sides.receiverCpu();
    answered = sides.answered();
  }

  /** Writes what a request cost since then, and how much of a flood the receiver takes. */
  void write(Bench bench, double bareClient) throws IOException {
    double each = (sides.receiverCpu() - cpu) / 1e3 / (sides.answered() - answered);
    bench.progress("flooding the receiver");
    double flood = new Flood()
        .perSecond(
            sides.port(),
            Samples.IN_FLIGHT,
            bench.settings().warmUp().dividedBy(3),
            Duration.ofSeconds(3));
    bench
        .report()
        .line("The receiver alone answers " + Numbers.whole(flood)
            + " requests/s of a sender that only writes and reads sockets, "
            + Numbers.decimals(flood / bareClient)
            + " times what the bare client sends; it used " + Numbers.decimals(each)
            + " us of CPU a request during the rounds.");
    bench.report().line("");
  }
}
