package io.github.webhookplugin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.MutableClock;
import io.github.webhookplugin.delivery.TokenSource.Found;
import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.verdict.TokenAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSourceTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Found.Failed DOWN =
      new Found.Failed(new Answer.Failure(Answer.Kind.TOKEN, "down"));
  private static final Found.Failed STOPPING =
      new Found.Failed(new Answer.Failure(Answer.Kind.ABORTED, "stopping"));

  private final MutableClock clock = MutableClock.atSomeMorning();
  private final List<Consumer<Found>> asked = new ArrayList<>();
  private final List<Duration> timeouts = new ArrayList<>();
  private final List<Found> told = new ArrayList<>();
  private final TokenSource source = new TokenSource(
      (timeout, then) -> {
        timeouts.add(timeout);
        asked.add(then);
      },
      clock);

  @Test
  void all_who_need_a_token_wait_for_one_request() {
    find();
    find();
    find();
    assertThat(asked).hasSize(1);

    asked.get(0).accept(new Found.Got(token("a"), true));

    assertThat(told).hasSize(3).allMatch(found -> ((Found.Got) found).fresh());
    find();
    assertThat(asked).hasSize(1);
    assertThat(((Found.Got) told.get(3)).fresh()).isFalse();
  }

  @Test
  void a_failure_counts_for_all_for_a_second() {
    find();
    find();
    asked.get(0).accept(DOWN);
    find();
    assertThat(told).containsExactly(DOWN, DOWN, DOWN);
    assertThat(asked).hasSize(1);

    clock.forward(TokenSource.REST);
    find();

    assertThat(asked).hasSize(2);
  }

  @Test
  void a_clock_that_was_set_back_does_not_prolong_that() {
    find();
    asked.get(0).accept(DOWN);

    clock.forward(Duration.ofHours(-1));
    find();

    assertThat(asked).hasSize(2);
  }

  @Test
  void a_stop_is_no_failure_to_remember() {
    find();
    asked.get(0).accept(STOPPING);

    find();

    assertThat(told).containsExactly(STOPPING);
    assertThat(asked).hasSize(2);
  }

  @Test
  void who_has_more_time_than_the_one_who_asked_is_not_failed_with_it() {
    source.find(Duration.ofMillis(1), told::add);
    find();

    asked.get(0).accept(DOWN);

    assertThat(told).containsExactly(DOWN);
    assertThat(asked).hasSize(2);
    assertThat(timeouts.get(1)).isBetween(LONG.minusMinutes(1), LONG);
    asked.get(1).accept(new Found.Got(token("a"), true));
    assertThat(told).hasSize(2);
  }

  @Test
  void a_refused_token_is_renewed_once_for_all_whom_it_failed() {
    find();
    Token old = token("old");
    asked.get(0).accept(new Found.Got(old, true));

    source.findInsteadOf(old, LONG, told::add);
    source.findInsteadOf(old, LONG, told::add);
    asked.get(1).accept(new Found.Got(token("new"), true));
    source.findInsteadOf(old, LONG, told::add);

    assertThat(asked).hasSize(2);
    assertThat(told.subList(1, 4)).allMatch(found -> text(found).equals("new"));
  }

  @ParameterizedTest
  @CsvSource({"3600, 3540", "600, 540", "599, 539.1", "60, 54", "10, 9", "1, 0.9", "0, 0"})
  void a_token_is_left_before_its_end(double life, double used) {
    assertThat(Token.used(Duration.ofMillis((long) (1000 * life))).toMillis())
        .isEqualTo((long) (1000 * used));
  }

  private void find() {
    source.find(LONG, told::add);
  }

  private Token token(String text) {
    return Token.of(new TokenAnswer.Granted(Secret.of(text), null), clock.instant());
  }

  private static String text(Found found) {
    return ((Found.Got) found).token().text().reveal();
  }
}
