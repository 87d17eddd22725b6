package io.github.webhookplugin.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Answer.Kind;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.ResponseCheck.Content;
import io.github.webhookplugin.model.ResponseCheck.StatusCode;
import io.github.webhookplugin.model.ResponseCheck.Success;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.model.Verdict.Delivered;
import io.github.webhookplugin.model.Verdict.Rejected;
import io.github.webhookplugin.model.Verdict.Retry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictsTest {
  private static final Content OK = new Content("ok", false);
  private static final Content OK_WHATEVER_STATUS = new Content("ok", true);

  static Stream<Arguments> judgements() {
    return Stream.of(
        arguments(new StatusCode(), answer(200, ""), new Delivered("Status 200, as expected.")),
        arguments(new StatusCode(), answer(503, ""), new Retry("Status 503 is not 200.")),
        arguments(new StatusCode(), answer(204, ""), new Retry("Status 204 is not 200.")),
        arguments(new Success(), answer(200, ""), new Delivered("Status 200, as expected.")),
        arguments(new Success(), answer(204, ""), new Delivered("Status 204, as expected.")),
        arguments(new Success(), answer(299, ""), new Delivered("Status 299, as expected.")),
        arguments(new Success(), answer(300, ""), new Retry("Status 300 is not from 200 to 299.")),
        arguments(new Success(), answer(199, ""), new Retry("Status 199 is not from 200 to 299.")),
        arguments(new Success(), answer(404, ""), new Retry("Status 404 is not from 200 to 299.")),
        arguments(OK, answer(200, "all ok here"), new Delivered("The answer contains “ok”.")),
        arguments(OK, answer(204, ""), new Retry("The answer does not contain “ok”.")),
        arguments(OK, answer(200, "OK"), new Retry("The answer does not contain “ok”.")),
        arguments(OK, answer(500, "ok"), new Retry("Status 500 is not from 200 to 299.")),
        arguments(
            OK_WHATEVER_STATUS, answer(500, "ok"), new Delivered("The answer contains “ok”.")),
        arguments(
            OK_WHATEVER_STATUS, answer(200, "no"), new Retry("The answer does not contain “ok”.")),
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
    assertThat(Verdicts.judge(check, answer)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "REQUEST", mode = EnumSource.Mode.EXCLUDE)
  void retries_after_every_failure_on_the_way(Kind kind) {
    assertThat(Verdicts.judge(OK_WHATEVER_STATUS, new Answer.Failure(kind, "It broke.")))
        .isEqualTo(new Retry("It broke."));
  }

  @Test
  void rejects_what_cannot_even_be_asked() {
    assertThat(Verdicts.judge(OK, new Answer.Failure(Kind.REQUEST, "Bad URL.")))
        .isEqualTo(new Rejected("Bad URL."));
  }

  @Test
  void shortens_a_long_text_in_its_sentence_without_halving_a_character() {
    var check = new Content("x".repeat(59) + "😀" + "y".repeat(900), false);

    assertThat(Verdicts.judge(check, answer(200, "")).reason())
        .isEqualTo("The answer does not contain “" + "x".repeat(59) + "…”.");
  }

  @Test
  void keeps_a_sentence_in_one_line() {
    assertThat(Verdicts.judge(new Content("a\r\n\tb", false), answer(200, "")).reason())
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

  private static Answer answer(int status, String text) {
    return new Answer.Response(status, List.of(), text, false);
  }
}
