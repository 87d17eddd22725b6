package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.model.RateGroup;
import io.github.webhookplugin.model.RateLimit;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.Shaping.Batching;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A receiver that allows so many requests never has to refuse one (seed rows T-37, T-38). */
class RateLimitTest extends ShapedEngine {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final RateLimit FIVE = new RateLimit(5, SECOND);
  /** After this time places are free again. */
  private static final Duration WINDOW = SECOND.plusMillis(50);

  @Test
  void t38_a_receiver_that_allows_five_a_second_never_answers_429() {
    receiver.answers(request -> new Receiver.Reply(tooMany(5) ? 429 : 200, ""));
    configure(service("dingtalk", limited(FIVE, null)));

    publish(1, 23);

    for (int arrived = 5; arrived < 23; arrived += 5) {
      got(arrived);
      clock.forward(WINDOW);
    }
    got(23);
    assertThat(receipts(23)).allSatisfy(receipt -> {
      assertThat(receipt.outcome()).isEqualTo(DeliveryReceipt.Outcome.DELIVERED);
      assertThat(receipt.tries()).isEqualTo(1);
    });
  }

  @Test
  void t37_services_of_a_group_share_its_limit() {
    var table = new RateGroup("ai-table", new RateLimit(4, SECOND));
    receiver.answers(request -> new Receiver.Reply(tooMany(4) ? 429 : 200, ""));
    groups(table);
    configure(
        service("one", limited(null, "ai-table")),
        service("two", limited(FIVE, "ai-table")),
        service("three", limited(null, "ai-table")));

    publish(1, 4);

    for (int arrived = 4; arrived < 12; arrived += 4) {
      got(arrived);
      clock.forward(WINDOW);
    }
    assertThat(receipts(12)).allMatch(receipt -> receipt.tries() == 1);
  }

  @Test
  void a_retry_needs_a_permit_as_well() {
    configure(service("dingtalk", limited(new RateLimit(1, Duration.ofMinutes(1)), null)));
    receiver.answers(503, "");
    publish("first");
    untilWaiting(1);
    receiver.answers(200, "");

    publish("second");
    clock.forward(Duration.ofSeconds(61));

    // due are both, permitted is one; the retry has been due for less long
    assertThat(got(2).get(1).body()).contains("second");
    clock.forward(Duration.ofSeconds(61));
    assertThat(got(3).get(2).body()).contains("first");
  }

  @Test
  void a_limit_holds_from_the_moment_it_is_set_and_until_it_is_taken_away() {
    configure(service("dingtalk", limited(FIVE, null)));
    publish(1, 7);
    got(5);

    configure(service("dingtalk", Shaping.NONE));

    got(7);
    publish(8, 30);
    got(30);
  }

  @Test
  void one_limited_service_keeps_no_other_waiting() {
    configure(
        service("slow", limited(new RateLimit(1, Duration.ofMinutes(1)), null)),
        service("fast", Shaping.NONE));

    publish(1, 50);

    await().until(() -> receiver.got("/fast").size() == 50);
    assertThat(receiver.got("/slow")).hasSizeLessThanOrEqualTo(1);
  }

  private final List<Instant> arrivals = new ArrayList<>();

  /** Whether there were more than so many in the last second, this one included. */
  private synchronized boolean tooMany(int limit) {
    Instant now = clock.instant();
    arrivals.add(now);
    return arrivals.stream().filter(at -> at.isAfter(now.minus(SECOND))).count() > limit;
  }

  private static Shaping limited(@Nullable RateLimit rate, @Nullable String group) {
    return new Shaping(rate == null ? List.of() : List.of(rate), group, Batching.NONE, null, false);
  }
}
