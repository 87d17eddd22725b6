package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.delivery.Slowed;
import io.github.webhookplugin.model.RateLimit;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.Shaping.Batching;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A service whose receiver says "too many requests" is called more slowly, and finds its rate again. */
class SlowdownFlowTest extends ShapedEngine {
  private static final RateLimit FOUR = new RateLimit(4, Duration.ofSeconds(1));
  private static final Shaping RATED = new Shaping(List.of(FOUR), null, Batching.NONE, null, false);

  @Test
  void T_36_a_throttled_answer_halves_the_rate_of_its_service_until_it_is_taken_again() {
    configure(service("flow", RATED));
    throttledOnce();
    assertThat(slowed()).map(Slowed::perSecond).contains(2.0);
    publish(2, 40);

    // after the pause of a second two may go, then one each half second
    clock.forward(Duration.ofSeconds(1));
    int before = got(3).size();
    clock.forward(Duration.ofMillis(500));
    got(before + 1);
    clock.forward(Duration.ofMillis(400));
    waitALook();
    assertThat(receiver.got("/flow")).as("four a second would have let it go").hasSize(before + 1);

    await().until(() -> {
      clock.forward(Duration.ofSeconds(1));
      waitALook();
      return slowed().isEmpty();
    });
    await().until(() -> {
      clock.forward(Duration.ofSeconds(10));
      waitALook();
      return count("flow", State.DELIVERED) == 40;
    });
  }

  @Test
  void T_36_a_service_without_a_rate_is_slowed_down_from_what_it_did() {
    configure(service("flow", Shaping.NONE));
    throttledOnce();
    assertThat(slowed()).map(Slowed::perSecond).contains(0.5);
    publish(2, 6);

    clock.forward(Duration.ofMillis(1_900));
    waitALook();
    assertThat(receiver.got("/flow")).hasSize(1);
    for (int sent = 2; sent <= 3; sent++) {
      clock.forward(Duration.ofMillis(2_000));
      got(sent);
    }
  }

  @Test
  void T_36_retry_after_pauses_the_whole_service_also_one_with_a_rate() {
    configure(service("flow", RATED), service("other", Shaping.NONE));
    receiver.answers(request -> request.path().equals("/flow")
        ? new Receiver.Reply(429, "", Map.of("Retry-After", "600"))
        : new Receiver.Reply(200, ""));
    publish("first");
    await().until(() -> count("flow", State.WAITING) == 1 && count("other", State.DELIVERED) == 1);
    receiver.answers(200, "");
    publish(2, 5);

    clock.forward(Duration.ofSeconds(599));
    await().until(() -> count("other", State.DELIVERED) == 5);
    waitALook();
    assertThat(receiver.got("/flow")).hasSize(1);

    clock.forward(Duration.ofSeconds(2));
    await().until(() -> receiver.got("/flow").size() > 1);
  }

  @Test
  void T_36_another_address_and_resuming_end_it() {
    configure(service("flow", RATED));
    throttledOnce();
    resume("flow");
    assertThat(slowed()).isEmpty();
  }

  private void throttledOnce() {
    receiver.answers(429, "too fast");
    publish("1");
    untilWaiting(1);
    receiver.answers(200, "");
  }

  private Optional<Slowed> slowed() {
    return engine.slowed(active.number(id("flow")));
  }

  /** Until the store thread has looked what may go, twice. */
  private void waitALook() {
    for (int i = 0; i < 2; i++) {
      engine.call(() -> 0).join();
    }
  }
}
