package io.github.webhookplugin.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.MutableClock;
import io.github.webhookplugin.Receiver;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.Allowed;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.OwnAddresses;
import io.github.webhookplugin.model.PublicIds;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.TimeFormat;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.QueuedDelivery;
import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Settlement;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.sending.Sender;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which thread starts an attempt: the one that ended another, as long as that harms nobody. */
class NextAttemptTest {
  private static final int SERVICE = 3;
  private static final int SMALL = 1_000;
  private static final int LARGE = 1_000_000;

  private final MutableClock clock = MutableClock.atSomeMorning();
  private final List<Settled> settled = new CopyOnWriteArrayList<>();
  /** Runs of the lane that it asked for; nobody runs them but the test. */
  private final Queue<Runnable> runs = new ArrayDeque<>();

  private final AtomicLong memory = new AtomicLong();
  private Receiver receiver;
  private Sender sender;
  private Lane lane;

  @BeforeEach
  void open() throws Exception {
    receiver = new Receiver();
    sender = new Sender(Sender.Options.DEFAULT, Thread::new);
    sender.allow(Allowed.ANY);
    var courier =
        new Courier(new Dispatch(sender, clock, "1"), clock, new PublicIds(7), OwnAddresses.NONE);
    lane = new Lane(SERVICE, courier::attempt, this::ask, settled::add, clock, memory);
  }

  @AfterEach
  void close() {
    sender.close();
    receiver.close();
  }

  @Test
  void the_thread_that_ended_an_attempt_starts_the_next_one() {
    lane.route(route(receiver.url("/")));
    offer(20, SMALL);

    assertThat(runs).hasSize(1);
    runs.remove().run();

    await().until(() -> settled.size() == 20);
    assertThat(runs).isEmpty();
    assertThat(receiver.got()).hasSize(20);
    assertThat(lane.flying()).isZero();
    assertThat(memory).hasValue(0);
  }

  @Test
  void a_large_one_is_left_to_a_thread_of_the_lanes() {
    var started = new CountDownLatch(1);
    receiver.answers(request -> {
      await().until(() -> started.getCount() == 0);
      return new Receiver.Reply(200, "ok");
    });
    lane.route(route(receiver.url("/")));
    offer(2, LARGE);

    runs.remove().run();
    // the first one has not ended before: the same run would have room for the second
    started.countDown();
    await().until(() -> settled.size() == 1);

    assertThat(receiver.got()).hasSize(1);
    await().untilAsserted(() -> assertThat(asked()).isEqualTo(1));
    runs.remove().run();
    await().until(() -> settled.size() == 2);
  }

  @Test
  void attempts_that_fail_at_once_do_not_start_each_other() {
    lane.route(route("http://{{data.nobody}}/"));
    int many = 20_000;
    offer(many, SMALL);

    while (asked() > 0) {
      runs.remove().run();
    }

    assertThat(settled).hasSize(many);
    assertThat(settled).allMatch(NextAttemptTest::failed);
  }

  private static boolean failed(Settled one) {
    return one.settlement() instanceof Settlement.Ended end && end.result() == Result.FAILED
        || one.settlement() instanceof Settlement.Again;
  }

  private synchronized void ask(Runnable run) {
    runs.add(run);
  }

  private synchronized int asked() {
    return runs.size();
  }

  private void offer(int count, int bytes) {
    for (int i = 0; i < count; i++) {
      var event = EventModel.of(NotificationEvent.of("t").build(), "e" + i, clock.instant());
      var queued = QueuedDelivery.fresh(2 * i + 1, 2 * i, SERVICE);
      lane.offer(new Work(queued, event, null, bytes, Long.MAX_VALUE));
    }
  }

  private static Route route(String url) {
    var service = new WebhookService(
        ServiceId.random(),
        new WebhookService.Label("A", ""),
        true,
        new RequestTemplate(HttpMethod.POST, url, List.of(), List.of(), "{}"),
        new ResponseCheck.Success(),
        new WebhookService.Sending(null, null, null, TimeFormat.ISO, 1),
        Shaping.NONE,
        FailureRules.DEFAULT);
    return Route.of(service, GlobalSettings.DEFAULT, "test");
  }
}
