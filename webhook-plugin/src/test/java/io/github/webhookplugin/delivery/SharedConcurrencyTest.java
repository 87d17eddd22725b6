package io.github.webhookplugin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.MutableClock;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.TimeFormat;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.Share;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A service's concurrency holds over all nodes together. */
class SharedConcurrencyTest {
  private static final int SERVICE = 3;

  private final MutableClock clock = MutableClock.atSomeMorning();
  private final Lanes lanes = new Lanes(
      new AtomicLong(),
      number -> new Lane(number, null, work -> {}, settled -> {}, clock, new AtomicLong()));

  @Test
  void a_lane_starts_only_what_is_its_nodes_part() {
    lane().route(route(8));
    assertThat(lane().idle()).isEqualTo(8);

    lanes.share(new Share(0, 3));
    assertThat(lane().idle()).isEqualTo(3);
    lanes.share(new Share(2, 3));
    assertThat(lane().idle()).isEqualTo(2);

    lanes.share(Share.ALONE);
    assertThat(lane().idle()).isEqualTo(8);
  }

  @Test
  void a_node_without_a_part_takes_nothing_up_until_it_has_one() {
    lanes.share(new Share(1, 2));
    lane().route(route(1));
    assertThat(lanes.takes(lanes.of(SERVICE), 1, clock.millis())).isTrue();

    lanes.share(new Share(0, 2));

    assertThat(lanes.of(SERVICE).room()).isLessThanOrEqualTo(0);
    assertThat(lanes.takes(lanes.of(SERVICE), 1, clock.millis())).isFalse();
  }

  private Lane lane() {
    return lanes.of(SERVICE).lane();
  }

  private static Route route(int concurrency) {
    var service = new WebhookService(
        ServiceId.random(),
        new WebhookService.Label("A", ""),
        true,
        new RequestTemplate(HttpMethod.POST, "https://host.example/", List.of(), List.of(), "{}"),
        new ResponseCheck.Success(),
        new WebhookService.Sending(null, null, null, TimeFormat.ISO, concurrency),
        Shaping.NONE,
        FailureRules.DEFAULT);
    return Route.of(service, GlobalSettings.DEFAULT, "test");
  }
}
