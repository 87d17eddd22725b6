package io.github.webhookplugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionsTest {
  Instant now = Instant.parse("2026-11-26T09:00:00Z");
  final Sessions sessions = new Sessions(() -> now);
  final FailedSignIns failures = new FailedSignIns(() -> now);

  @Test
  void a_session_goes_on_while_it_is_used_and_ends_after_twelve_idle_hours() {
    String id = sessions.begin(Role.VIEWER.account());

    now = now.plus(Duration.ofHours(11));
    assertThat(sessions.account(id)).isPresent();
    now = now.plus(Duration.ofHours(11));
    assertThat(sessions.account(id)).isPresent();
    now = now.plus(Duration.ofHours(12).plusMillis(1));
    assertThat(sessions.account(id)).isEmpty();
    assertThat(sessions.account(null)).isEmpty();
  }

  @Test
  void of_too_many_the_longest_idle_one_ends() {
    String first = sessions.begin(Role.ADMIN.account());
    String second = sessions.begin(Role.ADMIN.account());
    sessions.account(first);

    for (int i = 0; i < 999; i++) {
      sessions.begin(Role.ADMIN.account());
    }

    assertThat(sessions.account(first)).isPresent();
    assertThat(sessions.account(second)).isEmpty();
  }

  @Test
  void an_address_that_guesses_waits_for_a_minute_and_others_do_not() {
    for (int i = 0; i < FailedSignIns.MOST; i++) {
      failures.check("10.0.0.1");
      failures.add("10.0.0.1");
      now = now.plus(Duration.ofSeconds(1));
    }

    assertThatThrownBy(() -> failures.check("10.0.0.1"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.headers()).containsEntry("Retry-After", "51"));
    failures.check("10.0.0.2");

    now = now.plus(Duration.ofSeconds(50));
    failures.check("10.0.0.1");
  }
}
