package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.receivers.chaos.Behaviour;
import io.github.webhookplugin.receivers.chaos.Meaning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Misbehaviour without end: each cut of a good answer, and random mixes. */
@Tag("long")
class ChaosLongTest {
  private static final int ANSWER = 66;
  private static final int ROUNDS = 5;
  private static final int MIXED = 40;
  private static final long MOST_GROWTH = 16L * 1024 * 1024;

  @TempDir
  Path folder;

  @Test
  void an_answer_cut_anywhere_is_taken_only_if_it_was_whole() throws Exception {
    var cuts = new ArrayList<Behaviour>();
    for (int bytes = 0; bytes <= ANSWER; bytes++) {
      cuts.add(Behaviour.cutAfter(bytes, false));
      cuts.add(Behaviour.cutAfter(bytes, true));
    }
    assertThat(cuts).extracting(Behaviour::meaning).contains(Meaning.DELIVERED);

    meet(folder, cuts);
  }

  @Test
  void random_mixes_leave_nothing_behind() throws Exception {
    long seed = Long.getLong("chaos.seed", System.nanoTime());
    System.out.println("random mixes of behaviours with -Dchaos.seed=" + seed);
    var random = new Random(seed);
    long before = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      var mix = new ArrayList<>(Behaviour.all());
      Collections.shuffle(mix, random);
      Path own = Files.createDirectory(folder.resolve("round-" + round));
      meet(own, mix.subList(0, MIXED));
      assertThat(Thread.getAllStackTraces().keySet())
          .as("seed %s, round %s", seed, round)
          .noneMatch(thread -> thread.getName().startsWith("webhook-"));
      if (round == 2) {
        before = heap();
      }
    }

    assertThat(heap() - before).as("seed %s", seed).isLessThan(MOST_GROWTH);
  }

  /** All meet one event; afterwards all are well, and the next delivery of each is. */
  private static void meet(Path folder, List<Behaviour> behaviours) throws Exception {
    try (var channel = new ChaosChannel(folder, behaviours)) {
      channel.warmUp();
      channel.publish();
      for (Behaviour behaviour : behaviours) {
        assertThat(channel.rows(behaviour)).as(behaviour.name()).hasSize(1).allSatisfy(row -> {
          if (behaviour.meaning() == Meaning.DELIVERED) {
            assertThat(row.state()).isEqualTo(State.DELIVERED);
          } else {
            assertThat(row.state()).isNotEqualTo(State.DELIVERED);
          }
        });
      }
      channel.recover();
      channel.publishAndSettle();
      for (Behaviour behaviour : behaviours) {
        assertThat(channel.rows(behaviour))
            .as(behaviour.name())
            .hasSize(2)
            .first()
            .satisfies(last -> {
              assertThat(last.state()).isEqualTo(State.DELIVERED);
              assertThat(last.excerpt()).startsWith("good ");
            });
      }
      channel.stop();
      ChaosChannel.await().until(() -> channel.connections() == 0);
    }
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
