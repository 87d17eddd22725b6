package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.document;
import static io.github.webhookplugin.settings.Documents.only;
import static io.github.webhookplugin.settings.Documents.refused;
import static io.github.webhookplugin.settings.Documents.withService;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.BodyForm;
import io.github.webhookplugin.model.SignatureRecipe.Place;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.WebhookService;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureReaderTest {
  @TempDir
  private Path directory;

  @Test
  void a_service_without_signature_signs_by_standard_webhooks_if_it_has_a_secret() {
    assertThat(signing("")).isEqualTo(Signing.NONE);
    assertThat(signing(", 'secret': 'abc'")).isEqualTo(Signing.standard(Secret.of("abc")));
  }

  @Test
  void the_recipe_in_the_model_is_the_one_in_the_file() {
    assertThat(ShippedRecipes.named("standard-webhooks").orElseThrow().usual())
        .isEqualTo(SignatureRecipe.STANDARD_WEBHOOKS);
  }

  @Test
  void every_shipped_recipe_is_kept_by_name_and_can_be_written_out_as_an_own_one() {
    assertThat(ShippedRecipes.list()).hasSize(18);
    for (ShippedRecipe shipped : ShippedRecipes.list()) {
      SignatureRecipe recipe = shipped.usual();
      var fields = new Fields(RecipeDocument.of(recipe), "", new Problems());
      assertThat(RecipeReader.read(fields, recipe.about())).isEqualTo(recipe);
      assertThat(fields.problems().all()).isEmpty();
      assertThat(RecipeDocument.of(new Signing(recipe, Map.of(), null)))
          .isEqualTo(shipped.about().name());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'signature': 'github', 'secret': 'abc'",
        "'signature': {'recipe': 'openmetadata-docs', 'which': 'action'}",
        "'signature': {'recipe': 'own', 'algorithm': 'hmac-sha512', 'content': '{{id}}|{{body:/a/0}}', 'join': ' ',"
            + " 'places': [{'in': 'query', 'name': 'sig', 'value': '{{timestamp}}~{{signature}}'}]}, 'secret': 'abc'",
        "'signature': {'recipe': 'own', 'schemes': [{'name': 'a', 'signature': 'a={{hash}}'},"
            + " {'name': 'b', 'algorithm': 'hmac-sha1'}], 'sign': '{{signature:b}}'}, 'secret': 'abc'"
      })
  void what_is_saved_reads_back_the_same_from_the_store_and_from_the_api(String fields) {
    Settings saved = withService("{'name': 'A', 'url': 'https://a.example/', " + fields + "}");
    var vault = Vault.open(directory);
    var store = new StoredSettings(vault);

    Settings restored = store.fromRows(saved.version(), store.toRows(saved));
    var written = new SettingsWriter(vault).toPublic(only(saved));
    written.keySet().removeIf(key -> key.equals("id"));
    WebhookService again = only(accepted(READER.replaceService(only(saved).id(), written, saved)));

    assertThat(only(restored)).isEqualTo(only(saved));
    assertThat(again).isEqualTo(only(saved));
  }

  @Test
  void both_secrets_are_stored_and_shown_only_by_their_fingerprints() {
    Settings saved =
        withService("{'name': 'A', 'url': 'https://a.example/', 'secret': 'canary-new'}");
    var until = Instant.parse("2026-11-22T00:00:00Z");
    WebhookService rotated = only(saved)
        .signed(only(saved)
            .delivery()
            .signing()
            .with(new Signing.Keys(
                Secret.of("canary-new"), new Signing.Former(Secret.of("canary-old"), until))));
    var settings = new Settings(2, saved.global(), List.of(rotated));
    var vault = Vault.open(directory);
    var store = new StoredSettings(vault);

    var rows = store.toRows(settings);
    var shown = new SettingsWriter(vault).toPublic(rotated);

    assertThat(only(store.fromRows(2, rows))).isEqualTo(rotated);
    assertThat(rows.toString() + shown).doesNotContain("canary");
    assertThat(shown.get("secret"))
        .isEqualTo(Map.of(
            "set", true,
            "fingerprint", vault.fingerprint(Secret.of("canary-new")),
            "former",
                Map.of(
                    "fingerprint",
                    vault.fingerprint(Secret.of("canary-old")),
                    "until",
                    "2026-11-22T00:00:00Z")));
    assertThat(only(accepted(READER.replaceService(rotated.id(), shown, settings))))
        .isEqualTo(rotated);
  }

  @Test
  void changing_how_a_service_signs_changes_nothing_else_of_it() {
    WebhookService service = only(withService("""
        {'name': 'A', 'url': 'https://a.example/', 'timeout': 7, 'ordered': true, 'rate': {'count': 5, 'per': 'second'},
         'eventTypes': ['a.*'], 'check': {'type': 'statusCode'}, 'secret': 'abc', 'concurrency': 3,
         'retryEveryFailure': true}"""));

    WebhookService signed = service.signed(Signing.NONE);

    assertThat(signed.delivery().secret()).isNull();
    assertThat(signed.signed(service.delivery().signing())).isEqualTo(service);
  }

  @Test
  void options_shape_a_shipped_recipe() {
    assertThat(recipe("'openmetadata-docs'").places())
        .extracting(Place::name)
        .containsExactly("X-OM-Signature", "X-OpenMetadata-Signature");
    assertThat(recipe("{'recipe': 'openmetadata-docs', 'which': 'entity'}").places())
        .extracting(Place::name)
        .containsExactly("X-OpenMetadata-Signature");
    assertThat(recipe("{'recipe': 'github', 'sha1': 'no'}").places())
        .extracting(Place::name)
        .containsExactly("X-Hub-Signature-256");
    assertThat(recipe("{'recipe': 'dms', 'url': 'urlWithoutUser'}").content().template())
        .isEqualTo("{{urlWithoutUser}}{{secret}}{{body:/messageEvent}}");
    assertThat(recipe("'dms'").form()).isEqualTo(BodyForm.FASTJSON);
    assertThat(recipe("{'recipe': 'dms', 'keyOrder': 'asWritten'}").form())
        .isEqualTo(BodyForm.FASTJSON_AS_WRITTEN);
    assertThat(recipe("{'recipe': 'plain-token', 'header': 'X-Gitlab-Token', 'prefix': 'Bearer '}")
            .places())
        .containsExactly(
            new Place(SignatureRecipe.In.HEADER, "X-Gitlab-Token", "Bearer {{signature}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'githup'                                                         | /signature                | Did you mean “github”?",
        "7                                                                | /signature                | found a number",
        "{'recipe': 'githup'}                                             | /signature/recipe         | Did you mean",
        "{'recipe': 'github', 'sha1': 'maybe'}                            | /signature/sha1           | “yes” or “no”",
        "{'recipe': 'github', 'header': 'X'}                              | /signature/header         | There is no field",
        "{'recipe': 'grafana', 'header': 'Host'}                          | /signature                | set by the sender",
        "{'recipe': 'own', 'algorithm': 'md5'}                            | /signature/algorithm      | “hmac-sha256”",
        "{'recipe': 'own', 'algorithm': 'ed25519'}                        | /signature/secretEncoding | only go together",
        "{'recipe': 'own', 'content': '{{bodi}}'}                         | /signature/content        | {{bodi}} is not known",
        "{'recipe': 'own', 'content': '{{body:x}}'}                       | /signature/content        | as /messageEvent",
        "{'recipe': 'own', 'content': '{{body'}                           | /signature/content        | without its }}",
        "{'recipe': 'own', 'key': 'fixed'}                                | /signature/key            | {{secret}}",
        "{'recipe': 'own', 'key': '{{secret}}x', 'secretEncoding': 'hex'} | /signature/key            | utf8",
        "{'recipe': 'own', 'signature': 'x'}                              | /signature/signature      | {{hash}}",
        "{'recipe': 'own', 'sign': '{{secret}}'}                          | /signature/sign           | {{secret}} is not known",
        "{'recipe': 'own', 'places': [{'in': 'header', 'name': 'Content-Type'}]} | /signature/places/0/name | something else",
        "{'recipe': 'own', 'places': [{'in': 'header', 'name': 'webhook-id'}]}   | /signature/places/0/name | set by the sender",
        "{'recipe': 'own', 'places': [{'in': 'head', 'name': 'X'}]}       | /signature/places/0/in    | “header” or “query”",
        "{'recipe': 'own', 'places': [{'in': 'header', 'name': 'X', 'value': '{{secret}}'}]} | /signature/places/0/value | not known",
        "{'recipe': 'own', 'places': [{'name': 'X'}, {'name': 'x'}]}      | /signature/places/1/name  | twice",
        "{'recipe': 'own', 'places': [1]}                                 | /signature/places/0       | found a number"
      })
  void what_is_wrong_with_a_recipe_is_said_where_it_is(
      String signature, String pointer, String message) {
    var problems = refused(add(", 'signature': " + signature));

    assertThat(problems).extracting(SettingsProblem::pointer).containsExactly(pointer);
    assertThat(problems.get(0).message()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'github'         | 'headers': [{'name': 'x-hub-signature', 'value': 'x'}]   | /headers/0/name",
        "'github'         | 'headers': 'X-Other: 1\\nX-Hub-Signature-256: x'         | /headers",
        "'dingtalk-robot' | 'queryParams': [{'name': 'sign', 'value': 'x'}]          | /queryParams/0/name",
        "'dingtalk-robot' | 'url': 'https://a.example/?timestamp=1&a=2'              | /url",
        "'dms'            | 'url': 'https://a.example/{{type}}'                      | /signature",
        "{'recipe': 'plain-token', 'header': 'authorization'} | 'url': 'https://u:p@a.example/' | /url"
      })
  void a_recipe_overrides_nothing_that_was_typed(String signature, String field, String pointer) {
    String url = field.startsWith("'url'") ? "" : ", 'url': 'https://a.example/'";
    var problems = refused(READER.addService(
        document("{'name': 'A', 'secret': 'long-enough', 'signature': " + signature + ", " + field
            + url + "}"),
        Settings.INITIAL));

    assertThat(problems).extracting(SettingsProblem::pointer).containsExactly(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'dms'                                          |                      | Enter the secret",
        "'plain-token'                                  | ''                   | Enter the secret",
        "'plain-token'                                  | 'short'              | too easy to guess",
        "'github'                                       | 'a\\nb'              | line break",
        "'github'                                       | ' a'                 | a blank",
        "'github'                                       | '“abc”'              | in quotes",
        "'standard-webhooks'                            | 'whsec_?'            | Base64",
        "'standard-webhooks'                            | 'whsk_AAAA'          | standard-webhooks-ed25519",
        "'standard-webhooks-ed25519'                    | 'whsec_AAAA'         | starts with whsk_",
        "'standard-webhooks-ed25519'                    | 'whsk_AAAA'          | here are 3",
        "'standard-webhooks-both'                       | 'whsec_AAAA'         | here are 1",
        "{'recipe': 'own', 'secretEncoding': 'hex'}     | 'xyz'                | hexadecimal",
        "{'recipe': 'own', 'secretEncoding': 'base64'}  | '***'                | Base64"
      })
  void X_44_a_secret_is_read_in_the_encoding_that_the_recipe_says(
      String signature, String secret, String message) {
    var problems = refused(
        add(", 'signature': " + signature + (secret == null ? "" : ", 'secret': " + secret)));

    assertThat(problems).extracting(SettingsProblem::pointer).containsExactly("/secret");
    assertThat(problems.get(0).message()).contains(message);
  }

  @Test
  void a_kept_secret_must_fit_a_new_recipe() {
    Settings saved = withService("{'name': 'A', 'url': 'https://a.example/', 'secret': 'abc'}");

    var problems = refused(READER.patchService(
        only(saved).id(), document("{'signature': 'standard-webhooks-ed25519'}"), saved));

    assertThat(problems).extracting(SettingsProblem::pointer).containsExactly("/secret");
  }

  @Test
  void a_patch_to_another_recipe_drops_the_options_of_the_old_one() {
    Settings saved = withService(
        "{'name': 'A', 'url': 'https://a.example/', 'signature': {'recipe': 'grafana', 'header': 'X-G'}}");

    var after = only(accepted(READER.patchService(
        only(saved).id(), document("{'signature': {'recipe': 'github', 'sha1': 'no'}}"), saved)));

    assertThat(after.delivery().signing().options()).isEqualTo(Map.of("sha1", "no"));
  }

  private static Result add(String more) {
    return READER.addService(
        document("{'name': 'A', 'url': 'https://a.example/'" + more + "}"), Settings.INITIAL);
  }

  private static Signing signing(String more) {
    return only(accepted(add(more))).delivery().signing();
  }

  private static SignatureRecipe recipe(String signature) {
    return signing(", 'secret': 'long-enough', 'signature': " + signature).recipe();
  }
}
