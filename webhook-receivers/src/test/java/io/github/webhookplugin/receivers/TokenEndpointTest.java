package io.github.webhookplugin.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEndpointTest {
  private static final String GRANT = "grant_type=client_credentials";

  private final Ask clock = Ask.at(1_795_000_000);
  private final TokenEndpoint endpoint = new TokenEndpoint("a:b", "s c", "read", "write");
  private final TokenReceiver guarded = new TokenReceiver(endpoint);

  @BeforeEach
  void turn() {
    endpoint.at(clock);
    guarded.at(clock);
  }

  @Test
  void a_client_is_known_by_its_header_or_by_the_form() {
    assertThat(form(GRANT + "&scope=read+write", basic("a%3Ab:s+c")).body())
        .isEqualTo("{\"access_token\":\"simulated-token-0001\",\"token_type\":\"Bearer\","
            + "\"expires_in\":300,\"scope\":\"read write\"}");
    assertThat(form(GRANT + "&client_id=a%3Ab&client_secret=s+c").taken()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "grant_type=password, a%3Ab:s+c, unsupported_grant_type",
    "grant_type=client_credentials&scope=admin, a%3Ab:s+c, invalid_scope",
    "grant_type=client_credentials, a%3Ab:wrong, invalid_client",
    "grant_type=client_credentials, a:b:s c, invalid_client",
    "grant_type=client_credentials&client_id=a, a%3Ab:s+c, invalid_request",
    "grant_type=client_credentials, no colon, invalid_request",
  })
  void what_is_wrong_is_refused_in_the_words_of_the_standard(
      String form, String client, String error) {
    var answer = form(form, basic(client));

    assertThat(answer.taken()).isFalse();
    assertThat(answer.body()).startsWith("{\"error\":\"" + error + "\"");
    assertThat(answer.status()).isEqualTo(error.equals("invalid_client") ? 401 : 400);
  }

  @Test
  void a_token_counts_until_it_ends_or_is_revoked() {
    endpoint.tokensLast(Duration.ofSeconds(10));
    form(GRANT, basic("a%3Ab:s+c"));
    assertThat(carrying("simulated-token-0001").taken()).isTrue();
    assertThat(carrying("simulated-token-0002").verdict()).isEqualTo("invalid_token");
    assertThat(Ask.post(guarded, "{}").verdict()).isEqualTo("no token");

    clock.forward(Duration.ofSeconds(10));
    assertThat(carrying("simulated-token-0001").status()).isEqualTo(401);

    form(GRANT, basic("a%3Ab:s+c"));
    endpoint.revokeAll();
    assertThat(carrying("simulated-token-0002").status()).isEqualTo(401);
  }

  private Answer carrying(String token) {
    return Ask.post(guarded, "{}", "Authorization", "Bearer " + token);
  }

  private Answer form(String body, String... authorization) {
    String[] headers = authorization.length == 0
        ? new String[] {"content-type", "application/x-www-form-urlencoded"}
        : new String[] {
          "content-type", "application/x-www-form-urlencoded", "authorization", authorization[0]
        };
    return Ask.post(endpoint, body, headers);
  }

  private static String basic(String client) {
    return "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
  }
}
