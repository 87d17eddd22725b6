package io.github.webhookplugin.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.verdict.TokenAnswer.Granted;
import io.github.webhookplugin.verdict.TokenAnswer.Refused;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenAnswerTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
      {"access_token":"abc.~+/=","token_type":"Bearer","expires_in":3600} | 3600000
      {"access_token":"abc.~+/=","token_type":"bearer","expires_in":"60"} | 60000
      {"access_token":"abc.~+/=","token_type":"BEARER","expires_in":0.5}  | 500
      {"access_token":"abc.~+/=","expires_in":-5}                         | 0
      {"access_token":"abc.~+/=","expires_in":999999999999999999}         | 31622400000
      {"access_token":"abc.~+/=","expires_in":"soon"}                     | -
      {"access_token":"abc.~+/=","expires_in":1e99}                       | -
      {"access_token":"abc.~+/=","scope":null,"more":[{}]}                | -""")
  void a_token_is_read_with_what_it_lasts(String json, Long millis) {
    assertThat(read(200, json))
        .isEqualTo(
            new Granted(Secret.of("abc.~+/="), millis == null ? null : Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      401 | no                                             | The token endpoint answered 401. Check client id and secret.
      403 | {}                                             | The token endpoint answered 403. Check client id and secret.
      302 | moved                                          | The token endpoint answered 302. Redirects are not followed; enter the final URL.
      404 | <html>                                         | The token endpoint answered 404. Check its address.
      503 | down                                           | The token endpoint answered 503.
      200 | <html>                                         | The token endpoint's answer is no JSON object. Check its address.
      200 | [1]                                            | The token endpoint's answer is no JSON object. Check its address.
      200 | {"token":"a"}                                  | The token endpoint's answer has no access_token. Check its address.
      200 | {"access_token":7}                             | The token endpoint's answer has no access_token. Check its address.
      200 | {"access_token":"a","token_type":"mac"}        | The token endpoint gave a token of the type mac; only the type Bearer can be sent.
      200 | {"error":"odd“one”","access_token":"a"}        | The token endpoint answered 200 with the error odd"one".
      400 | {"error":"unsupported_grant_type"}             | The token endpoint answered 400 with the error unsupported_grant_type. It gives no tokens for client credentials.
      400 | {"error":"invalid_scope","error_description":"no\\nsuch ”scope” SECRET"} | The token endpoint answered 400 with the error invalid_scope. It does not know the scope, or this client may not have it. Check the scope. It says: “no such "scope" ***”""")
  void what_is_no_token_is_explained(int status, String body, String sentence) {
    assertThat(read(status, body)).isEqualTo(new Refused(sentence));
  }

  @Test
  void a_token_that_no_header_can_have_is_refused() {
    for (String token : List.of("", "two words", "a\\r\\nX-Evil: 1", "grün", "x".repeat(16_385))) {
      assertThat(((Refused) read(200, "{\"access_token\":\"" + token + "\"}")).sentence())
          .startsWith("The token endpoint gave an access_token that no header can have");
    }
    assertThat(read(200, "{\"access_token\":\"" + "x".repeat(16_384) + "\"}"))
        .isInstanceOf(Granted.class);
  }

  @Test
  void an_answer_that_is_too_long_is_refused_though_it_begins_well() {
    var answer = new Answer.Response(200, List.of(), "{\"access_token\":\"a\"}", true);

    assertThat(TokenAnswer.of(answer, text -> text))
        .isEqualTo(
            new Refused("The token endpoint's answer is longer than 64 KiB. Check its address."));
  }

  @Test
  void no_answer_is_told_as_it_was() {
    var failure = new Answer.Failure(Answer.Kind.TIMEOUT, "Timed out after 10 s.");

    assertThat(TokenAnswer.of(failure, text -> text))
        .isEqualTo(new Refused("No token could be had. Timed out after 10 s."));
  }

  private static TokenAnswer read(int status, String body) {
    return TokenAnswer.of(
        new Answer.Response(status, List.of(), body, false), text -> text.replace("SECRET", "***"));
  }
}
