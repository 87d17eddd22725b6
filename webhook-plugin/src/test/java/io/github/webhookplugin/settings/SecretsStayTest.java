package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may change a service must not get its secrets by having them sent to an address of their own. */
class SecretsStayTest {
  private static final String HERE = "https://api.crm.example/hooks";
  private static final String AGAIN =
      "Enter the value again: the stored one is for an address with another scheme, host or port.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/hooks",
        "http://api.crm.example/hooks",
        "https://api.crm.example:8443/hooks",
        "https://api.crm.example.evil.example/",
        "https://api.crm.example@evil.example/",
        "https://evil.example/${secret.x}"
      })
  void another_receiver_gets_no_stored_value(String url) {
    Settings stored =
        settings(Map.of("headers", rows("Authorization"), "queryParams", rows("key")));

    assertThat(changed(stored, Map.of("url", url)))
        .extracting(SettingsProblem::pointer, SettingsProblem::message)
        .contains(tuple("/headers/0/value", AGAIN), tuple("/queryParams/0/value", AGAIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HERE,
        "https://API.crm.example/others?x=1",
        "https://ann:pass@api.crm.example/",
        "https://api.crm.example/{{type}}"
      })
  void the_same_receiver_keeps_getting_it(String url) {
    Settings stored = settings(Map.of("headers", rows("Authorization")));

    assertThat(changed(stored, Map.of("url", url))).isEmpty();
  }

  @Test
  void from_no_encryption_to_encryption_is_no_other_receiver() {
    Settings stored =
        settings(Map.of("url", "http://api.crm.example/", "headers", rows("Authorization")));

    assertThat(changed(stored, Map.of("url", "https://api.crm.example/"))).isEmpty();
  }

  @Test
  void another_receiver_gets_what_is_entered_again() {
    Settings stored = settings(Map.of("headers", rows("Authorization")));
    var entered = Map.of("name", "Authorization", "value", "Bearer abc", "secret", true);

    assertThat(
            changed(stored, Map.of("url", "https://other.example/", "headers", List.of(entered))))
        .isEmpty();
  }

  @Test
  void a_client_secret_gets_no_token_for_another_receiver() {
    var oauth2 = Map.of(
        "tokenUrl", "https://id.example/token", "clientId", "me", "clientSecret", "a-secret");
    Settings stored = settings(Map.of("oauth2", oauth2));

    assertThat(changed(stored, Map.of("url", "https://evil.example/")))
        .extracting(SettingsProblem::pointer)
        .containsExactly("/oauth2/clientSecret");
    assertThat(changed(stored, Map.of("url", "https://evil.example/", "oauth2", oauth2)))
        .isEmpty();
  }

  /** An HMAC tells nothing of its key, wherever it goes. */
  @Test
  void a_signing_secret_that_is_not_sent_may_sign_for_another() {
    Settings stored = settings(Map.of("secret", "a-signing-secret", "signature", "github"));

    assertThat(changed(stored, Map.of("url", "https://other.example/"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "plain-token, plain-token, https://other.example/, the stored one is for an address",
    "github, plain-token, https://api.crm.example/hooks, the stored one did not",
    "github, plain-token, https://other.example/, the stored one is for an address"
  })
  void a_signing_secret_that_is_sent_must_be_entered_again(
      String before, String after, String url, String why) {
    Settings stored = settings(Map.of("secret", "a-signing-secret", "signature", before));
    var change = Map.<String, Object>of("url", url, "signature", after);
    var again = new HashMap<>(change);
    again.put("secret", "a-signing-secret");

    assertThat(changed(stored, change)).singleElement().satisfies(problem -> {
      assertThat(problem.pointer()).isEqualTo("/secret");
      assertThat(problem.message()).contains(why);
    });
    assertThat(changed(stored, again)).isEmpty();
  }

  private static List<Map<String, Object>> rows(String name) {
    return List.of(Map.of("name", name, "value", "stored-value", "secret", true));
  }

  private static Settings settings(Map<String, Object> fields) {
    var service = new HashMap<String, Object>(Map.of("name", "Crm", "url", HERE));
    service.putAll(fields);
    Result read = READER.addService(service, Settings.INITIAL);
    assertThat(read).isInstanceOf(Result.Accepted.class);
    return ((Result.Accepted) read).settings();
  }

  /** What is wrong with a change of the stored service, whose other fields come back as they are shown. */
  private static List<SettingsProblem> changed(Settings stored, Map<String, Object> change) {
    ServiceId id = stored.services().get(0).id();
    Result result = READER.patchService(id, change, stored);
    return result instanceof Result.Refused refused ? refused.problems() : List.of();
  }
}
