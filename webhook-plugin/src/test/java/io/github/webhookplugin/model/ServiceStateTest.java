package io.github.webhookplugin.model;

import static io.github.webhookplugin.model.ServiceState.ACTIVE;
import static io.github.webhookplugin.model.ServiceState.AWAITING_RETRY;
import static io.github.webhookplugin.model.ServiceState.DISABLED;
import static io.github.webhookplugin.model.ServiceState.FAILED;
import static io.github.webhookplugin.model.ServiceState.RETRY_LIMIT_REACHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.model.ServiceHealth.Failure;
import io.github.webhookplugin.model.ServiceHealth.Stop;
import io.github.webhookplugin.model.ServiceState.Input;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The state machine of a service, arrow by arrow. */
class ServiceStateTest {
  private static final Stop GONE = new Stop(1, "gone");

  @ParameterizedTest
  @CsvSource({
    "ACTIVE,              DELIVERED, ACTIVE",
    "ACTIVE,              FAILED,    AWAITING_RETRY",
    "ACTIVE,              GIVEN_UP,  RETRY_LIMIT_REACHED",
    "ACTIVE,              STOPPED,   FAILED",
    "ACTIVE,              RESUMED,   ACTIVE",
    "AWAITING_RETRY,      DELIVERED, ACTIVE",
    "AWAITING_RETRY,      FAILED,    AWAITING_RETRY",
    "AWAITING_RETRY,      GIVEN_UP,  RETRY_LIMIT_REACHED",
    "AWAITING_RETRY,      STOPPED,   FAILED",
    "AWAITING_RETRY,      RESUMED,   ACTIVE",
    "RETRY_LIMIT_REACHED, DELIVERED, ACTIVE",
    "RETRY_LIMIT_REACHED, FAILED,    RETRY_LIMIT_REACHED",
    "RETRY_LIMIT_REACHED, GIVEN_UP,  RETRY_LIMIT_REACHED",
    "RETRY_LIMIT_REACHED, STOPPED,   FAILED",
    "RETRY_LIMIT_REACHED, RESUMED,   ACTIVE",
    "FAILED,              DELIVERED, FAILED",
    "FAILED,              FAILED,    FAILED",
    "FAILED,              GIVEN_UP,  FAILED",
    "FAILED,              STOPPED,   FAILED",
    "FAILED,              RESUMED,   ACTIVE",
  })
  void each_input_leads_on_as_the_table_says(ServiceState from, Input input, ServiceState to) {
    assertThat(from.after(input)).isEqualTo(to);
    assertThat(after(in(from), input).state()).as("and so does the health").isEqualTo(to);
  }

  @ParameterizedTest
  @EnumSource
  void switched_off_hides_every_other_state(ServiceState state) {
    assertThat(state.shown(false)).isEqualTo(DISABLED);
    assertThat(state.shown(true)).isEqualTo(state);
  }

  @Test
  void disabled_is_never_stored_so_nothing_follows_on_it() {
    for (Input input : Input.values()) {
      assertThatThrownBy(() -> DISABLED.after(input)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void the_words_are_those_of_openmetadata() {
    assertThat(Arrays.stream(ServiceState.values()).map(ServiceState::word))
        .containsExactly("active", "awaitingRetry", "retryLimitReached", "failed", "disabled");
    assertThat(List.of(ServiceState.values()))
        .allMatch(state -> ServiceState.of(state.code()) == state);
  }

  @Test
  void nothing_but_failures_counts_from_the_first_after_the_last_success() {
    ServiceHealth health = failures(ServiceHealth.FINE, 20, 0, hours(1));
    assertThat(health.hasFailedFor(Duration.ofHours(19))).isTrue();
    assertThat(health.hasFailedFor(Duration.ofHours(20))).isFalse();

    health = failures(health.delivered(), 20, hours(100), hours(1));
    assertThat(health.hasFailedFor(Duration.ofHours(19))).isTrue();
    assertThat(health.hasFailedFor(Duration.ofHours(20))).isFalse();
  }

  @Test
  void a_few_failures_far_apart_are_not_enough() {
    int few = ServiceHealth.LEAST_FAILURES - 1;
    ServiceHealth health = failures(ServiceHealth.FINE, few, 0, hours(24 * 7));
    assertThat(health.hasFailedFor(Duration.ofDays(5))).isFalse();

    health = health.failed(new Failure(hours(24 * 70), 503, "busy"), false);
    assertThat(health.hasFailedFor(Duration.ofDays(5))).isTrue();
  }

  @Test
  void a_service_that_is_fine_is_not_moved_by_success_and_one_that_failed_is() {
    assertThat(ServiceHealth.FINE.unmovedBySuccess()).isTrue();
    assertThat(in(AWAITING_RETRY).unmovedBySuccess()).isFalse();
    assertThat(in(RETRY_LIMIT_REACHED).unmovedBySuccess()).isFalse();
    assertThat(in(FAILED).unmovedBySuccess()).isTrue();
    assertThat(in(AWAITING_RETRY).delivered().unmovedBySuccess()).isTrue();
    assertThat(in(AWAITING_RETRY).delivered().lastFailure())
        .as("stays to be read")
        .isNotNull();
  }

  @Test
  void the_first_reason_to_stop_stays() {
    ServiceHealth health = in(FAILED).stopped(new Stop(9, "another"));

    assertThat(health.stop()).isEqualTo(GONE);
    assertThat(health.resumed().stop()).isNull();
    assertThat(health.resumed().failures()).isZero();
  }

  private static ServiceHealth in(ServiceState state) {
    var failure = new Failure(1, 503, "busy");
    return switch (state) {
      case ACTIVE -> ServiceHealth.FINE;
      case AWAITING_RETRY -> ServiceHealth.FINE.failed(failure, false);
      case RETRY_LIMIT_REACHED -> ServiceHealth.FINE.failed(failure, true);
      default -> ServiceHealth.FINE.failed(failure, true).stopped(GONE);
    };
  }

  private static ServiceHealth after(ServiceHealth health, Input input) {
    var failure = new Failure(2, null, "Timed out after 10 s.");
    return switch (input) {
      case DELIVERED -> health.delivered();
      case FAILED -> health.failed(failure, false);
      case GIVEN_UP -> health.failed(failure, true);
      case STOPPED -> health.stopped(GONE);
      case RESUMED -> health.resumed();
    };
  }

  private static ServiceHealth failures(ServiceHealth from, int count, long start, long apart) {
    ServiceHealth health = from;
    for (int i = 0; i < count; i++) {
      health = health.failed(new Failure(start + i * apart + 1, 503, "busy"), i % 3 == 0);
    }
    return health;
  }

  private static long hours(int count) {
    return Duration.ofHours(count).toMillis();
  }
}
