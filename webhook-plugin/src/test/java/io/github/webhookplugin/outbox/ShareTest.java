package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How nodes divide what a service may do. */
class ShareTest {
  @Test
  void the_parts_of_all_nodes_add_up_for_every_service() {
    for (int nodes = 1; nodes <= 9; nodes++) {
      for (int concurrency : new int[] {1, 2, 8, 256}) {
        for (int service = 0; service < 12; service++) {
          int all = nodes;
          int number = service;
          int sum = IntStream.range(0, nodes)
              .map(place -> new Share(place, all).of(number, concurrency))
              .sum();
          assertThat(sum).isEqualTo(concurrency);
        }
      }
    }
  }

  @Test
  void services_with_less_than_one_for_each_node_are_spread_over_the_nodes() {
    assertThat(IntStream.range(0, 6).map(service -> new Share(1, 3).of(service, 1)))
        .containsExactly(0, 0, 1, 0, 0, 1);
  }
}
