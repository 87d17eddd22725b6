package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.document;
import static io.github.webhookplugin.settings.Documents.only;
import static io.github.webhookplugin.settings.Documents.refused;
import static io.github.webhookplugin.settings.Documents.withService;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.ClientCredentials;
import io.github.webhookplugin.model.ClientCredentials.Place;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsReaderTest {
  private static final String WHOLE =
      "'tokenUrl': 'https://login.example/token', 'clientId': 'shop', 'clientSecret': 'canary1'";

  @TempDir
  private Path directory;

  @Test
  void what_is_written_is_read_again_and_stored_sealed() {
    Settings before = service(
        WHOLE + ", 'scope': 'a b', 'audience': 'https://x', 'clientAuthentication': 'body'");
    assertThat(only(before).delivery().credentials())
        .isEqualTo(new ClientCredentials(
            "https://login.example/token",
            "shop",
            Secret.of("canary1"),
            "a b",
            "https://x",
            Place.BODY));

    var rows = new StoredSettings(Vault.open(directory)).toRows(before);

    assertThat(rows.toString()).doesNotContain("canary1").contains("https://login.example/token");
    assertThat(new StoredSettings(Vault.open(directory)).fromRows(1, rows).services())
        .isEqualTo(before.services());
  }

  @Test
  void people_see_whether_there_is_a_secret_and_its_fingerprint() {
    var vault = Vault.open(directory);
    var service = only(service(WHOLE));

    var shown = (Map<?, ?>) new SettingsWriter(vault).toPublic(service).get("oauth2");

    assertThat(shown.get("clientSecret"))
        .isEqualTo(Map.of("set", true, "fingerprint", vault.fingerprint(Secret.of("canary1"))));
    assertThat(shown.get("clientAuthentication")).isEqualTo("basic");
    assertThat(service.delivery().toString()).doesNotContain("canary1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", 'clientSecret': null", ", 'clientSecret': {'set': true}"})
  void a_secret_is_kept_when_it_is_absent(String secret) {
    assertThat(secretAfter("'tokenUrl': 'https://login.example/v2', 'clientId': 'shop'" + secret))
        .isEqualTo(Secret.of("canary1"));
  }

  @Test
  void it_is_kept_in_a_patch_replaced_by_another_and_forgotten_with_the_rest() {
    Settings before = service(WHOLE);
    assertThat(patched(before, "{'oauth2': {'scope': 'a'}}").clientSecret())
        .isEqualTo(Secret.of("canary1"));
    assertThat(patched(before, "{'oauth2': {'clientSecret': 'canary2'}}").clientSecret())
        .isEqualTo(Secret.of("canary2"));
    assertThat(patched(before, "{'oauth2': null}")).isNull();
  }

  @Test
  void an_empty_text_clears_it_which_only_a_service_that_is_off_may_do_without() {
    Settings before = service(WHOLE);
    var without = "'oauth2': {'tokenUrl': 'https://login.example/token', 'clientId': 'shop',"
        + " 'clientSecret': ''}";

    assertThat(pointers(refused(READER.replaceService(
            only(before).id(),
            document("{'name': 'A', 'url': 'https://a.example', " + without + "}"),
            before))))
        .containsExactly("/oauth2/clientSecret");
    var off = accepted(READER.replaceService(
        only(before).id(),
        document("{'name': 'A', 'url': 'https://a.example', 'enabled': false, " + without + "}"),
        before));
    assertThat(only(off).delivery().credentials().clientSecret()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/token",
        "http://login.example/token",
        "https://login.example:8443/token"
      })
  void a_stored_secret_does_not_follow_to_another_endpoint(String url) {
    Settings before = service(WHOLE);

    var problems = refused(READER.patchService(
        only(before).id(), document("{'oauth2': {'tokenUrl': '" + url + "'}}"), before));

    assertThat(pointers(problems)).containsExactly("/oauth2/clientSecret");
    assertThat(problems.toString()).doesNotContain("canary1");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      'tokenUrl': ''                                       | /oauth2/tokenUrl
      'tokenUrl': 'login.example'                          | /oauth2/tokenUrl
      'tokenUrl': 'https://login.example/{{type}}'         | /oauth2/tokenUrl
      'tokenUrl': 'https://u:p@login.example'              | /oauth2/tokenUrl
      'tokenUrl': 7                                        | /oauth2/tokenUrl
      'clientId': ' '                                      | /oauth2/clientId
      'clientId': 'a\\nb'                                  | /oauth2/clientId
      'clientSecret': '"quoted"'                           | /oauth2/clientSecret
      'clientSecret': ' blank'                             | /oauth2/clientSecret
      'scope': 'a  b'                                      | /oauth2/scope
      'scope': 'ä'                                         | /oauth2/scope
      'audience': 'a\\tb'                                  | /oauth2/audience
      'clientAuthentication': 'jwt'                        | /oauth2/clientAuthentication
      'grant': 'password'                                  | /oauth2/grant""")
  void what_is_wrong_is_said_where_it_is(String field, String pointer) {
    var document = document("{'name': 'A', 'url': 'https://a.example', 'oauth2': {" + WHOLE + "}}");
    @SuppressWarnings("unchecked")
    var oauth = new LinkedHashMap<>((Map<String, Object>) document.get("oauth2"));
    oauth.putAll(document("{" + field.replace("\"", "\\\"") + "}"));
    document.put("oauth2", oauth);

    assertThat(pointers(refused(READER.addService(document, Settings.INITIAL))))
        .containsExactly(pointer);
  }

  @Test
  void another_authorization_is_refused_wherever_it_is() {
    assertThat(pointers(refused(READER.addService(
            document("{'name': 'A', 'url': 'https://u:p@a.example', 'oauth2': {" + WHOLE
                + "}, 'headers': [{'name': 'X', 'value': '1'}, {'name': 'AUTHORIZATION', 'value':"
                + " 'x'}]}"),
            Settings.INITIAL))))
        .containsExactlyInAnyOrder("/headers/1/name", "/url");
  }

  @Test
  void what_comes_back_from_the_past_has_the_secret_of_today_if_it_is_the_same_client() {
    var then = only(service(WHOLE));
    var today = only(service(WHOLE.replace("canary1", "canary2")));
    var other = only(service(WHOLE.replace("'shop'", "'other'").replace("canary1", "canary2")));

    assertThat(secret(SecretsKept.of(then, today))).isEqualTo(Secret.of("canary2"));
    assertThat(secret(SecretsKept.of(then, other))).isEqualTo(Secret.of("canary1"));
  }

  @Test
  void a_body_of_the_past_needs_neither_the_credentials_nor_their_key() {
    var rows = new StoredSettings(Vault.open(directory)).toRows(service(WHOLE));
    var another = new ServiceHistory(Vault.open(directory.resolve("another")));

    String row = rows.entrySet().stream()
        .filter(each -> each.getKey().startsWith("service/"))
        .findFirst()
        .orElseThrow()
        .getValue();

    assertThat(another.read(row)).isPresent();
  }

  private Secret secretAfter(String oauth) {
    Settings before = service(WHOLE);
    return only(accepted(READER.replaceService(
            only(before).id(),
            document("{'name': 'A', 'url': 'https://a.example', 'oauth2': {" + oauth + "}}"),
            before)))
        .delivery()
        .credentials()
        .clientSecret();
  }

  private static ClientCredentials patched(Settings before, String patch) {
    return only(accepted(READER.patchService(only(before).id(), document(patch), before)))
        .delivery()
        .credentials();
  }

  private static Secret secret(WebhookService service) {
    return service.delivery().credentials().clientSecret();
  }

  private static Settings service(String oauth) {
    return withService("{'name': 'A', 'url': 'https://a.example', 'oauth2': {" + oauth + "}}");
  }

  private static List<String> pointers(List<SettingsProblem> problems) {
    return problems.stream().map(SettingsProblem::pointer).toList();
  }
}
