package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * A JVM of 128 MB, with everything the measuring needs inside it, over a store with 1,000,000 deliveries that wait for
 * a retry, of which some come due all the while; new events are published as fast as it takes them.
 */
final class SmallHeap implements Scenario {
  @Override
  public List<Goal> goals() {
    return List.of(Goal.HEAP);
  }

  @Override
  public void run(Bench bench) throws IOException {
    try (var sides = new Sides(bench)) {
      // a side that runs out of memory ends, and with it this
      Turn turn = sides.turn(Role.SMALL_HEAP, bench.settings().measured(), Load.UNLIMITED);
      if (turn.earlier() == 0) {
        throw new IllegalStateException("none of the waiting deliveries that came due was sent");
      }
      bench.report().section("1,000,000 waiting deliveries in a JVM with -Xmx128m");
      bench
          .report()
          .line(Numbers.whole(turn.perSecond()) + " new deliveries/s and "
              + Numbers.whole(turn.earlier() * 1e9 / turn.elapsed())
              + " retries/s that came due; " + Numbers.whole(turn.heapMegabytes())
              + " MB of heap in use after a full collection under that load, the benchmark's own"
              + " threads and events included.");
      bench.report().line("");
      bench.scorecard().measured(Goal.HEAP, turn.heapMegabytes());
    }
  }
}
