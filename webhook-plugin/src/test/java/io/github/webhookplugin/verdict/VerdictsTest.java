package io.github.webhookplugin.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Answer.Kind;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.ResponseCheck.Content;
import io.github.webhookplugin.model.ResponseCheck.StatusCode;
import io.github.webhookplugin.model.ResponseCheck.Success;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.model.Verdict.Delivered;
import io.github.webhookplugin.model.Verdict.Rejected;
import io.github.webhookplugin.model.Verdict.Retry;
import io.github.webhookplugin.model.Verdict.Stop;
import io.github.webhookplugin.model.Verdict.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictsTest {
  private static final Content OK = new Content("ok", false);
  private static final Content IGNORING = new Content("ok", true);
  private static final FailureRules EVERY_FAILURE = new FailureRules(true, false, null, null);
  private static final Instant NOW = Instant.parse("2026-11-21T08:15:30Z");

  static Stream<Arguments> judgements() {
    return Stream.of(
        arguments(new StatusCode(), answer(200, ""), new Delivered("Status 200, as expected.")),
        arguments(new StatusCode(), answer(503, ""), new Retry("Status 503 is not 200.")),
        arguments(new StatusCode(), answer(204, ""), new Retry("Status 204 is not 200.")),
        arguments(new Success(), answer(200, ""), new Delivered("Status 200, as expected.")),
        arguments(new Success(), answer(204, ""), new Delivered("Status 204, as expected.")),
        arguments(new Success(), answer(299, ""), new Delivered("Status 299, as expected.")),
        arguments(new Success(), answer(199, ""), new Retry("Status 199 is not from 200 to 299.")),
        arguments(OK, answer(200, "all ok here"), new Delivered("The answer contains “ok”.")),
        arguments(OK, answer(204, ""), new Retry("The answer does not contain “ok”.")),
        arguments(OK, answer(200, "OK"), new Retry("The answer does not contain “ok”.")),
        arguments(OK, answer(500, "ok"), new Retry("Status 500 is not from 200 to 299.")),
        arguments(IGNORING, answer(500, "ok"), new Delivered("The answer contains “ok”.")),
        arguments(IGNORING, answer(200, "no"), new Retry("The answer does not contain “ok”.")),
        arguments(
            OK,
            new Answer.Response(200, List.of(), "long", true),
            new Retry("The first 64 KiB of the answer do not contain “ok”.")),
        arguments(
            OK,
            new Answer.Response(200, List.of(), "long ok", true),
            new Delivered("The answer contains “ok”.")));
  }

  @ParameterizedTest
  @MethodSource("judgements")
  void judges(ResponseCheck check, Answer answer, Verdict expected) {
    assertThat(judge(check, answer)).isEqualTo(expected);
  }

  /** What each check makes of each status if the text is not there, and with the AMMDS switch. */
  @ParameterizedTest
  @CsvSource({
    // status, statusCode, success, content, ignoring the status, every failure retried
    "100, Retry,     Retry,     Retry,     Retry,     Retry",
    "200, Delivered, Delivered, Retry,     Retry,     Delivered",
    "201, Retry,     Delivered, Retry,     Retry,     Delivered",
    "204, Retry,     Delivered, Retry,     Retry,     Delivered",
    "299, Retry,     Delivered, Retry,     Retry,     Delivered",
    "300, Rejected,  Rejected,  Rejected,  Retry,     Retry",
    "301, Rejected,  Rejected,  Rejected,  Retry,     Retry",
    "307, Rejected,  Rejected,  Rejected,  Retry,     Retry",
    "399, Rejected,  Rejected,  Rejected,  Retry,     Retry",
    "400, Rejected,  Rejected,  Rejected,  Retry,     Retry",
    "401, Rejected,  Rejected,  Rejected,  Retry,     Retry",
    "404, Rejected,  Rejected,  Rejected,  Retry,     Retry",
    "408, Retry,     Retry,     Retry,     Retry,     Retry",
    "409, Rejected,  Rejected,  Rejected,  Retry,     Retry",
    "410, Stop,      Stop,      Stop,      Retry,     Retry",
    "422, Rejected,  Rejected,  Rejected,  Retry,     Retry",
    "425, Retry,     Retry,     Retry,     Retry,     Retry",
    "429, Throttled, Throttled, Throttled, Throttled, Throttled",
    "499, Rejected,  Rejected,  Rejected,  Retry,     Retry",
    "500, Retry,     Retry,     Retry,     Retry,     Retry",
    "501, Retry,     Retry,     Retry,     Retry,     Retry",
    "503, Retry,     Retry,     Retry,     Retry,     Retry",
    "599, Retry,     Retry,     Retry,     Retry,     Retry"
  })
  void A_09_T_36_says_by_status_and_check_what_is_worth_another_try(
      int status, String exact, String success, String content, String ignoring, String every) {
    Answer answer = answer(status, "nothing to see");

    assertThat(kind(judge(new StatusCode(), answer))).isEqualTo(exact);
    assertThat(kind(judge(new Success(), answer))).isEqualTo(success);
    assertThat(kind(judge(OK, answer))).isEqualTo(content);
    assertThat(kind(judge(IGNORING, answer))).isEqualTo(ignoring);
    assertThat(kind(Verdicts.judge(new Success(), EVERY_FAILURE, answer, NOW))).isEqualTo(every);
  }

  @Test
  void says_why_a_status_ends_a_delivery() {
    assertThat(judge(new Success(), answer(404, "")))
        .isEqualTo(
            new Rejected("Status 404 is not from 200 to 299. Such a status is not retried."));
    assertThat(judge(OK, answer(302, "ok")))
        .isEqualTo(new Rejected("Status 302 is not from 200 to 299. Redirects are not followed;"
            + " enter the final URL."));
    assertThat(judge(new StatusCode(), answer(410, "")))
        .isEqualTo(new Stop("Status 410: gone for good."));
  }

  @ParameterizedTest
  @CsvSource({"200, no", "408, ok", "425, ok", "500, ok", "503, ok"})
  void a_retry_knows_how_long_the_receiver_asks_to_wait(int status, String text) {
    var verdict = (Retry) judge(OK, asking(status, text, "120"));

    assertThat(verdict.atLeast()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void throttling_knows_how_long_the_receiver_asks_to_wait() {
    assertThat(judge(OK, asking(429, "ok", "Sat, 21 Nov 2026 08:15:37 GMT")))
        .isEqualTo(new Throttled("Status 429 is not from 200 to 299.", Duration.ofSeconds(7)));
    assertThat(judge(OK, answer(429, "ok")))
        .isEqualTo(new Throttled("Status 429 is not from 200 to 299.", null));
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "REQUEST", mode = EnumSource.Mode.EXCLUDE)
  void retries_after_every_failure_on_the_way(Kind kind) {
    assertThat(judge(IGNORING, new Answer.Failure(kind, "It broke.")))
        .isEqualTo(new Retry("It broke."));
  }

  @Test
  void rejects_what_cannot_even_be_asked() {
    assertThat(judge(OK, new Answer.Failure(Kind.REQUEST, "Bad URL.")))
        .isEqualTo(new Rejected("Bad URL."));
  }

  @Test
  void rejects_what_cannot_even_be_asked_with_the_AMMDS_switch_too() {
    assertThat(Verdicts.judge(OK, EVERY_FAILURE, new Answer.Failure(Kind.REQUEST, "Bad URL."), NOW))
        .isEqualTo(new Rejected("Bad URL."));
  }

  @Test
  void shortens_a_long_text_in_its_sentence_without_halving_a_character() {
    var check = new Content("x".repeat(59) + "😀" + "y".repeat(900), false);

    assertThat(judge(check, answer(200, "")).reason())
        .isEqualTo("The answer does not contain “" + "x".repeat(59) + "…”.");
  }

  @Test
  void keeps_a_sentence_in_one_line() {
    assertThat(judge(new Content("a\r\n\tb", false), answer(200, "")).reason())
        .isEqualTo("The answer does not contain “a b”.");
  }

  @Test
  void knows_every_kind_of_check() {
    var judged = judgements().map(each -> each.get()[0].getClass().getName()).distinct();

    assertThat(judged)
        .containsExactlyInAnyOrderElementsOf(Stream.of(ResponseCheck.class.getPermittedSubclasses())
            .map(Class::getName)
            .toList());
  }

  private static Verdict judge(ResponseCheck check, Answer answer) {
    return Verdicts.judge(check, FailureRules.DEFAULT, answer, NOW);
  }

  private static String kind(Verdict verdict) {
    return verdict.getClass().getSimpleName();
  }

  private static Answer answer(int status, String text) {
    return new Answer.Response(status, List.of(), text, false);
  }

  private static Answer asking(int status, String text, String wait) {
    return new Answer.Response(status, List.of(new Header("retry-after", wait)), text, false);
  }
}
