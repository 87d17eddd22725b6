package io.github.webhookplugin.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.rendering.EventModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Publishers wait for room, within bounds, instead of filling the memory. */
class BackpressureTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final EventModel MODEL =
      EventModel.of(NotificationEvent.of("t").build(), "event-1", Instant.EPOCH);

  private final AtomicInteger woken = new AtomicInteger();
  private final Intake intake = new Intake(1, woken::incrementAndGet, () -> {});

  @Test
  void as_many_events_as_the_bound_and_no_more_wait_to_be_stored() {
    fill(Intake.MAX_EVENTS, 10);

    PublishException busy = refused(event(10), Duration.ZERO);

    assertThat(busy.reason()).isEqualTo(Reason.BUSY);
    assertThat(busy)
        .hasMessageContaining(Intake.MAX_EVENTS + " events")
        .hasMessageContaining("later");
    assertThat(drained(intake)).hasSize(Intake.MAX_EVENTS);
  }

  @Test
  void large_events_fill_the_bound_of_bytes_first() {
    int million = 1 << 20;
    int fit = (int) (Intake.MAX_BYTES / million);
    fill(fit, million);

    assertThat(refused(event(10), Duration.ZERO).reason()).isEqualTo(Reason.BUSY);
    intake.next();
    assertThatCode(() -> intake.add(event(10), Duration.ZERO)).doesNotThrowAnyException();
  }

  @Test
  void what_was_drained_makes_room_again_and_comes_in_order() {
    Incoming first = event(10);
    intake.add(first, Duration.ZERO);
    fill(Intake.MAX_EVENTS - 1, 10);

    assertThat(intake.next().members()).containsExactly(first);

    intake.add(event(10), Duration.ZERO);
    assertThat(refused(event(10), Duration.ZERO).reason()).isEqualTo(Reason.BUSY);
  }

  @Test
  void a_patient_publisher_goes_on_as_soon_as_there_is_room() throws Exception {
    fill(Intake.MAX_EVENTS, 10);
    var done = new AtomicBoolean();
    Thread publisher = start(() -> {
      intake.add(event(10), LONG);
      done.set(true);
    });

    waits(publisher);
    assertThat(done).isFalse();
    intake.next();

    publisher.join();
    assertThat(done).isTrue();
    assertThat(drained(intake)).hasSize(Intake.MAX_EVENTS);
  }

  @Test
  void a_publisher_whose_patience_ends_is_told_that_the_channel_is_busy() {
    fill(Intake.MAX_EVENTS, 10);
    var patience = Duration.ofMillis(30);

    long before = System.nanoTime();
    PublishException busy = refused(event(10), patience);

    assertThat(busy.reason()).isEqualTo(Reason.BUSY);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(patience);
  }

  @Test
  void an_interrupted_publisher_leaves_with_its_flag_set_and_nothing_kept() throws Exception {
    fill(Intake.MAX_EVENTS, 10);
    var refused = new AtomicReference<PublishException>();
    var flag = new AtomicBoolean();
    Thread publisher = start(() -> {
      refused.set(refused(event(10), LONG));
      flag.set(Thread.currentThread().isInterrupted());
    });

    waits(publisher);
    publisher.interrupt();

    publisher.join();
    assertThat(refused.get().reason()).isEqualTo(Reason.BUSY);
    assertThat(flag).isTrue();
    assertThat(drained(intake)).hasSize(Intake.MAX_EVENTS);
  }

  @Test
  void closing_sends_waiting_publishers_away_and_keeps_what_was_taken_in() throws Exception {
    fill(Intake.MAX_EVENTS, 10);
    var refused = new AtomicReference<PublishException>();
    Thread publisher = start(() -> refused.set(refused(event(10), LONG)));

    waits(publisher);
    intake.close();

    publisher.join();
    assertThat(refused.get().reason()).isEqualTo(Reason.CLOSED);
    assertThat(drained(intake)).hasSize(Intake.MAX_EVENTS);
    assertThat(refused(event(10), Duration.ZERO).reason())
        .as("also when there is room")
        .isEqualTo(Reason.CLOSED);
  }

  @Test
  void the_store_thread_is_woken_for_every_event_that_came_in() {
    fill(3, 10);
    intake.close();
    refused(event(10), Duration.ZERO);

    assertThat(woken).hasValue(3);
  }

  @Test
  void no_more_events_are_stored_in_one_turn_than_may_be() {
    var twos = new Intake(2, woken::incrementAndGet, () -> {});
    List<Cohort> cohorts =
        Stream.generate(() -> twos.add(event(10), Duration.ZERO)).limit(5).toList();

    assertThat(cohorts.get(1)).isSameAs(cohorts.get(0));
    assertThat(cohorts.get(2)).isNotSameAs(cohorts.get(1));
    assertThat(twos.next().size()).isEqualTo(2);
    assertThat(drained(twos)).hasSize(3);
    assertThat(twos.isEmpty()).isTrue();
    assertThat(twos.next().isEmpty()).isTrue();
  }

  @Test
  void all_publishers_of_a_turn_go_on_when_it_is_over() throws Exception {
    var cohort = new Cohort();
    var publishers = Stream.generate(() -> start(cohort::await)).limit(20).toList();
    for (Thread publisher : publishers) {
      await().until(() -> publisher.getState() == Thread.State.WAITING);
    }

    cohort.told();

    for (Thread publisher : publishers) {
      publisher.join(Duration.ofSeconds(10).toMillis());
      assertThat(publisher.isAlive()).isFalse();
    }
  }

  @Test
  void an_interrupted_publisher_still_waits_until_its_event_is_stored() throws Exception {
    var cohort = new Cohort();
    var flag = new AtomicBoolean();
    Thread publisher = start(() -> {
      cohort.await();
      flag.set(Thread.currentThread().isInterrupted());
    });
    await().until(() -> publisher.getState() == Thread.State.WAITING);

    publisher.interrupt();
    publisher.join(50);
    assertThat(publisher.isAlive()).isTrue();

    cohort.told();
    publisher.join();
    assertThat(flag).isTrue();
  }

  private static List<Incoming> drained(Intake intake) {
    return Stream.generate(intake::next)
        .takeWhile(cohort -> !cohort.isEmpty())
        .flatMap(cohort -> cohort.members().stream())
        .toList();
  }

  private void fill(int events, int bytes) {
    for (int i = 0; i < events; i++) {
      intake.add(event(bytes), Duration.ZERO);
    }
  }

  private PublishException refused(Incoming event, Duration patience) {
    return catchThrowableOfType(PublishException.class, () -> intake.add(event, patience));
  }

  private static Incoming event(int bytes) {
    var stored = new NewEvent(1, null, "t", 0, new byte[bytes], List.of());
    return new Incoming(stored, MODEL, new CompletableFuture<>());
  }

  private static Thread start(Runnable work) {
    var thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void waits(Thread thread) {
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
  }
}
