package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.ChaosChannel.Met;
import io.github.webhookplugin.model.FailureClass;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.receivers.chaos.Behaviour;
import io.github.webhookplugin.receivers.chaos.Meaning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to misbehave that we know of, met by the whole plugin at once: one event for all, then each receiver
 * recovers and gets another. What the log says of each stands in {@code chaos-sentences.txt}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ChaosTest {
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final Map<String, String> sentences = new HashMap<>();
  private Set<String> threadsBefore;
  private Set<String> threadsAfter;
  private ChaosChannel channel;
  private Map<String, Met> met;

  static List<Behaviour> behaviours() {
    return Behaviour.all();
  }

  @BeforeAll
  void meet_all(@TempDir Path folder) throws Exception {
    readSentences();
    channel = new ChaosChannel(folder, Behaviour.all());
    channel.warmUp();
    threadsBefore = threads();
    channel.publish();
    met = channel.met();
    channel.recover();
    channel.publishAndSettle();
    ChaosChannel.await().until(() -> threads().size() <= threadsBefore.size() + 3);
    threadsAfter = threads();
  }

  @AfterAll
  void stop() {
    channel.close();
  }

  private void readSentences() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ChaosTest.class.getResourceAsStream("chaos-sentences.txt"))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.matches("[\\w.-]+: .+"))
          .forEach(line -> sentences.put(
              line.substring(0, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2)));
    }
  }

  @ParameterizedTest
  @MethodSource("behaviours")
  void an_attempt_ends_with_the_right_verdict(Behaviour behaviour) {
    DeliveryRow row = row(behaviour);
    List<FailureClass> classes = met.get(behaviour.name()).classes();

    switch (behaviour.meaning()) {
      case DELIVERED -> assertThat(row.state()).isEqualTo(State.DELIVERED);
      case RETRY -> {
        assertThat(row.state()).isEqualTo(State.WAITING);
        assertThat(classes).doesNotContain(FailureClass.TIMEOUT, FailureClass.THROTTLED);
      }
      case TIMEOUT -> {
        assertThat(row.state()).isEqualTo(State.WAITING);
        assertThat(classes).containsExactly(FailureClass.TIMEOUT);
      }
      case THROTTLED -> {
        assertThat(row.state()).isEqualTo(State.WAITING);
        assertThat(classes).containsExactly(FailureClass.THROTTLED);
      }
      case REJECTED, STOP -> assertThat(row.state()).isEqualTo(State.FAILED);
    }
    assertThat(row.tries()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("behaviours")
  void its_sentence_says_what_was_wrong(Behaviour behaviour) {
    String place = channel.place(behaviour);

    assertThat(row(behaviour).sentence().replace(place, "{place}"))
        .isIn((Object[]) sentences.getOrDefault(behaviour.name(), "missing").split(" / "));
  }

  @ParameterizedTest
  @MethodSource("behaviours")
  void it_ends_by_its_deadline(Behaviour behaviour) {
    assertThat(Duration.ofMillis(row(behaviour).elapsed()))
        .isLessThan(ChaosChannel.DEADLINE.plus(MARGIN));
  }

  @ParameterizedTest
  @MethodSource("behaviours")
  void each_attempt_is_one_request(Behaviour behaviour) {
    assertThat(met.get(behaviour.name()).requests()).isEqualTo(behaviour.requests());
  }

  @ParameterizedTest
  @MethodSource("behaviours")
  void the_next_delivery_to_the_same_place_gets_its_own_answer(Behaviour behaviour) {
    List<DeliveryRow> rows = channel.rows(behaviour);

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).state()).isEqualTo(State.DELIVERED);
    assertThat(rows.get(0).excerpt()).startsWith("good ");
    if (behaviour.meaning() == Meaning.RETRY || behaviour.meaning() == Meaning.TIMEOUT) {
      assertThat(rows.get(1).excerpt())
          .startsWith("good ")
          .isNotEqualTo(rows.get(0).excerpt());
    }
  }

  @Test
  void threads_are_as_before() {
    assertThat(threadsAfter).hasSizeLessThanOrEqualTo(threadsBefore.size() + 3);
  }

  @Test
  void no_more_than_one_connection_to_each_is_left() {
    ChaosChannel.await()
        .untilAsserted(() -> assertThat(channel.receivers())
            .allSatisfy(receiver -> assertThat(receiver.connections())
                .as(receiver.behaviour().name())
                .isLessThanOrEqualTo(1)));
  }

  @Test
  void there_are_many_and_each_has_a_name_of_its_own() {
    Map<String, Long> names = Behaviour.all().stream()
        .collect(Collectors.groupingBy(Behaviour::name, TreeMap::new, Collectors.counting()));

    assertThat(names)
        .hasSizeGreaterThan(150)
        .allSatisfy((name, count) -> assertThat(count).isEqualTo(1));
    assertThat(sentences.keySet()).isEqualTo(names.keySet());
  }

  /** The plugin's, by name. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("webhook-"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private DeliveryRow row(Behaviour behaviour) {
    return met.get(behaviour.name()).row();
  }
}
