package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.document;
import static io.github.webhookplugin.settings.Documents.only;
import static io.github.webhookplugin.settings.Documents.refused;
import static io.github.webhookplugin.settings.Documents.withService;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final String WITH_SECRETS = """
      {'name': 'A', 'url': 'https://user:canary1@a.example/hook',
       'headers': [{'name': 'Authorization', 'value': 'Bearer canary2'}, {'name': 'X-Plain', 'value': 'plain'},
         {'name': 'X-Hidden', 'value': 'canary3', 'secret': true}],
       'queryParams': [{'name': 'access_token', 'value': 'canary4'}, {'name': 'q', 'value': '1'}],
       'secret': 'canary5'}""";

  @TempDir
  private Path directory;

  private Vault vault;
  private SettingsWriter writer;
  private Settings before;

  @BeforeEach
  void open() {
    vault = Vault.open(directory);
    writer = new SettingsWriter(vault);
    before = withService(WITH_SECRETS);
  }

  @Test
  void the_public_form_shows_that_a_secret_is_set_and_nothing_of_it() {
    var shown = READER.parse(json(writer.toPublic(before)));

    var service = (Map<?, ?>) ((List<?>) shown.get("services")).get(0);
    assertThat(service.get("url")).isEqualTo("https://user:***@a.example/hook");
    assertThat(service.get("headers")).isEqualTo(document("""
        {'rows': [{'name': 'Authorization', 'value': null, 'secret': true, 'set': true},
                  {'name': 'X-Plain', 'value': 'plain', 'secret': false},
                  {'name': 'X-Hidden', 'value': null, 'secret': true, 'set': true}]}""").get("rows"));
    assertThat(service.get("secret"))
        .isEqualTo(Map.of("set", true, "fingerprint", vault.fingerprint(Secret.of("canary5"))));
    assertThat(shown.toString()).doesNotContain("canary");
  }

  @Test
  void no_text_of_ours_has_a_secret_in_it() {
    var rows = new StoredSettings(vault).toRows(before);
    var service = only(before);

    assertThat(List.of(
            before.toString(),
            new Result.Accepted(before).toString(),
            service.toString(),
            service.request().toString(),
            service.delivery().toString(),
            Address.parse(service.request().url()).toString(),
            vault.toString(),
            rows.toString()))
        .noneMatch(text -> text.contains("canary"));
    assertThat(rows.toString()).doesNotContain("a.example");
  }

  @Test
  void writing_back_the_public_form_changes_nothing() {
    var after = accepted(READER.read(READER.parse(json(writer.toPublic(before))), before));

    assertThat(after.services()).isEqualTo(before.services());
    assertThat(after.global()).isEqualTo(before.global());
  }

  @Test
  void a_write_without_secrets_keeps_them() {
    var after = only(accepted(READER.replaceService(only(before).id(), document("""
            {'name': 'B', 'url': 'https://user:***@A.example/other',
             'headers': [{'name': 'authorization', 'value': null}, {'name': 'X-Hidden'}],
             'queryParams': [{'name': 'access_token', 'value': {'set': true}}]}"""), before)));

    assertThat(after.request().url()).isEqualTo("https://user:canary1@A.example/other");
    assertThat(after.request().headers())
        .containsExactly(
            new NamedValue("authorization", "Bearer canary2", true),
            new NamedValue("X-Hidden", "canary3", true));
    assertThat(after.request().queryParams())
        .containsExactly(new NamedValue("access_token", "canary4", true));
    assertThat(after.delivery().secret()).isEqualTo(Secret.of("canary5"));
  }

  @Test
  void a_service_that_is_on_needs_the_values_of_its_secret_headers_and_parameters() {
    var refused = refused(READER.addService(document("""
            {'name': 'S', 'url': 'https://a.example/',
             'headers': [{'name': 'X-A', 'value': '', 'secret': true}, {'name': 'X-B', 'value': ''}],
             'queryParams': [{'name': 'key', 'value': '', 'secret': true}]}"""), Settings.INITIAL));

    assertThat(refused)
        .extracting(SettingsProblem::pointer)
        .containsExactly("/headers/0/value", "/queryParams/0/value");
    assertThat(refused.get(0).message())
        .isEqualTo("Enter the value of the header “X-A”: it is secret and has none yet. Copies and"
            + " imports leave secrets out.");
  }

  @Test
  void new_values_replace_and_empty_ones_clear() {
    var after = patched("""
        {'enabled': false, 'url': 'https://user:new1@a.example/', 'secret': 'new5',
         'headers': [{'name': 'Authorization', 'value': 'new2'}, {'name': 'X-Hidden', 'value': ''}]}""");
    var cleared = patched("{'secret': ''}");

    assertThat(after.request().url()).isEqualTo("https://user:new1@a.example/");
    assertThat(after.request().headers())
        .containsExactly(
            new NamedValue("Authorization", "new2", true), new NamedValue("X-Hidden", "", true));
    assertThat(after.delivery().secret()).isEqualTo(Secret.of("new5"));
    assertThat(cleared.delivery().secret()).isNull();
    assertThat(writer.toPublic(cleared).get("secret")).isEqualTo(Map.of("set", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'secret': null}",
        "{'secret': {'set': true}}",
        "{'secret': {'set': false}}",
        "{'secret': {'set': true, 'fingerprint': '12345678'}}",
        "{'enabled': true}"
      })
  void a_patch_keeps_the_signing_secret_unless_it_brings_another(String patch) {
    assertThat(patched(patch).delivery().secret()).isEqualTo(Secret.of("canary5"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://other:***@a.example/, /url",
    "https://user:***@b.example/, /url /headers/0/value /headers/2/value /queryParams/0/value",
    "https://user:***@a.example:8443/, /url /headers/0/value /headers/2/value /queryParams/0/value",
    "https://user:***@a.example.evil/, /url /headers/0/value /headers/2/value /queryParams/0/value",
    "http://user:***@a.example/, /url /headers/0/value /headers/2/value /queryParams/0/value"
  })
  void a_stored_password_goes_to_no_other_user_or_host(String url, String pointers) {
    var problems = refused(READER.patchService(only(before).id(), Map.of("url", url), before));

    assertThat(problems).extracting(SettingsProblem::pointer).containsExactly(pointers.split(" "));
    assertThat(problems.get(0).message())
        .isEqualTo("Enter the password in place of ***; none is stored for this user and host.");
  }

  @Test
  void a_stored_secret_cannot_be_made_visible_without_knowing_it() {
    var problems = refused(READER.patchService(
        only(before).id(),
        document("{'headers': [{'name': 'Authorization', 'secret': false}]}"),
        before));
    var known = patched("{'headers': [{'name': 'Authorization', 'value': 'x', 'secret': false}]}");

    assertThat(problems).extracting(SettingsProblem::pointer).containsExactly("/headers/0/value");
    assertThat(problems.get(0).message()).contains("will not be shown").doesNotContain("canary");
    assertThat(known.request().headers())
        .containsExactly(new NamedValue("Authorization", "x", false));
  }

  @Test
  void a_service_gets_no_secrets_of_another_one() {
    var problems = refused(READER.addService(document("""
            {'name': 'B', 'url': 'https://user:***@a.example/hook', 'headers': [{'name': 'Authorization'}],
             'secret': {'set': true}}"""), before));

    assertThat(problems)
        .extracting(SettingsProblem::pointer)
        .containsExactly("/url", "/headers/0/value");
  }

  @Test
  void a_line_without_value_keeps_the_secret_of_that_name() {
    var after = patched("{'headers': 'Authorization:\\nX-Plain:\\nX-Hidden: new'}");

    assertThat(after.request().headers())
        .containsExactly(
            new NamedValue("Authorization", "Bearer canary2", true),
            new NamedValue("X-Plain", "", false),
            new NamedValue("X-Hidden", "new", true));
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, true",
    "cookie, true",
    "X-Access-Token, true",
    "client_secret, true",
    "X-Api-Key, true",
    "APIKEY, true",
    "X-Idempotency-Key, false",
    "Content-Type, false"
  })
  void a_name_may_say_that_its_value_is_secret(String name, boolean secret) {
    var document = Map.<String, Object>of(
        "name", "A",
        "url", "https://a.example/",
        "headers", List.of(Map.of("name", name, "value", "x")));

    var service = only(accepted(READER.addService(document, Settings.INITIAL)));

    assertThat(service.request().headers()).containsExactly(new NamedValue(name, "x", secret));
  }

  @Test
  void fingerprints_tell_secrets_apart() {
    String fingerprint = vault.fingerprint(Secret.of("a"));

    assertThat(fingerprint)
        .matches("[0-9a-f]{8}")
        .isEqualTo(Vault.open(directory).fingerprint(Secret.of("a")))
        .isNotEqualTo(vault.fingerprint(Secret.of("b")))
        .isNotEqualTo(Vault.open(directory.resolve("other")).fingerprint(Secret.of("a")));
  }

  private WebhookService patched(String patch) {
    return only(accepted(READER.patchService(only(before).id(), document(patch), before)));
  }

  private byte[] json(Map<String, Object> document) {
    return writer.json(document).getBytes(StandardCharsets.UTF_8);
  }
}
