package io.github.webhookplugin.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Answer.Kind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdviceTest {
  @ParameterizedTest
  @CsvSource({
    "401, refused the credentials",
    "403, refused the credentials",
    "404, not at this path",
    "400, did not accept the body",
    "415, did not accept the body",
    "422, did not accept the body",
    "410, taken away for good",
    "429, limits how often",
    "500, a problem of its own",
    "503, a problem of its own",
    "302, Redirects are not followed"
  })
  void says_what_a_status_asks_for(int status, String part) {
    assertThat(Advice.forAnswer(new Answer.Response(status, List.of(), "", false))
            .orElseThrow()
            .sentence())
        .contains(part);
  }

  @ParameterizedTest
  @CsvSource({
    "TIMEOUT, too slow",
    "CONNECT, host and port",
    "DNS, spelled",
    "TLS, certificate",
    "PROTOCOL, port for HTTP",
    "REQUEST, Correct the service"
  })
  void says_what_a_failure_asks_for(Kind kind, String part) {
    assertThat(Advice.forAnswer(new Answer.Failure(kind, "It broke."))
            .orElseThrow()
            .sentence())
        .contains(part);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 299, 418})
  void has_nothing_to_add_to_other_answers(int status) {
    assertThat(Advice.forAnswer(new Answer.Response(status, List.of(), "", false)))
        .isEmpty();
  }
}
