package io.github.webhookplugin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureClassTest {
  private static final Verdict RETRY = new Verdict.Retry("Again.");

  @ParameterizedTest
  @CsvSource({
    "200, ANSWER",
    "302, REDIRECT",
    "404, REFUSED",
    "500, SERVER_ERROR",
    "503, SERVER_ERROR"
  })
  void W_90_the_status_of_an_answer_that_was_not_accepted_tells_its_class(
      int status, FailureClass expected) {
    assertThat(FailureClass.of(attempt(status, RETRY, null))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "TIMEOUT, TIMEOUT",
    "DNS, DNS",
    "TLS, TLS",
    "CONNECT, CONNECTION",
    "PROTOCOL, CONNECTION",
    "REQUEST, REQUEST"
  })
  void W_90_why_there_was_no_answer_tells_its_class(Answer.Kind kind, FailureClass expected) {
    assertThat(FailureClass.of(attempt(null, RETRY, kind))).isEqualTo(expected);
  }

  @Test
  void W_90_what_was_never_sent_has_a_class_and_what_was_taken_has_none() {
    assertThat(FailureClass.of(attempt(null, new Verdict.Rejected("Too large."), null)))
        .isEqualTo(FailureClass.REQUEST);
    assertThat(FailureClass.of(attempt(500, new Verdict.Delivered("By a rule."), null)))
        .isNull();
    assertThat(FailureClass.of(attempt(200, new Verdict.Throttled("By a rule.", null), null)))
        .isEqualTo(FailureClass.THROTTLED);
  }

  @Test
  void codes_and_words_are_used_once() {
    for (FailureClass one : FailureClass.values()) {
      assertThat(FailureClass.of(one.code())).isEqualTo(one);
    }
    assertThat(Arrays.stream(FailureClass.values()).map(FailureClass::word))
        .doesNotHaveDuplicates();
  }

  private static Attempt attempt(
      @Nullable Integer status, Verdict verdict, Answer.@Nullable Kind missing) {
    return new Attempt(1, Instant.EPOCH, Duration.ZERO, status, verdict, "", missing);
  }
}
