package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.document;
import static io.github.webhookplugin.settings.Documents.only;
import static io.github.webhookplugin.settings.Documents.refused;
import static io.github.webhookplugin.settings.Documents.withService;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.SettingsProblem;
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

class SecretUrlTest {
  private static final String URL =
      "https://ann:pw@a.example:8443/hook/canary1?key=canary2&v={{type}}";
  private static final String SHOWN = "https://a.example:8443/***";

  @TempDir
  private Path directory;

  private SettingsWriter writer;
  private Settings before;

  @BeforeEach
  void open() {
    writer = new SettingsWriter(Vault.open(directory));
    before = withService("{'name': 'A', 'url': '%s', 'secretUrl': true}".formatted(URL));
  }

  @Test
  void people_see_scheme_host_and_port() {
    Map<String, Object> shown = writer.toPublic(only(before));

    assertThat(shown).containsEntry("url", SHOWN).containsEntry("secretUrl", true);
    assertThat(shown.toString()).doesNotContain("canary", "ann", "pw");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "https://h.example|https://h.example/***",
        "https://h.example?key=canary|https://h.example/***",
        "HTTPS://H.example/a@b|HTTPS://H.example/***",
        "https://canary@h.example/|https://h.example/***",
        "http://[::1]:80/a|http://[::1]:80/***"
      })
  void an_address_of_any_form_is_covered_behind_its_host(String url, String shown) {
    var service = only(withService("{'name': 'A', 'url': '%s', 'secretUrl': true}".formatted(url)));

    assertThat(writer.toPublic(service)).containsEntry("url", shown);
  }

  @Test
  void an_address_is_shown_unless_it_is_said_to_be_secret() {
    var service = only(withService("{'name': 'A', 'url': 'https://a.example/x'}"));

    assertThat(writer.toPublic(service))
        .containsEntry("url", "https://a.example/x")
        .containsEntry("secretUrl", false);
  }

  @Test
  void the_public_form_written_back_changes_nothing() {
    var all = accepted(READER.read(parsed(writer.toPublic(before)), before));
    var one = accepted(
        READER.replaceService(only(before).id(), parsed(writer.toPublic(only(before))), before));

    assertThat(all.services()).isEqualTo(before.services());
    assertThat(one.services()).isEqualTo(before.services());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'enabled': true}",
        "{'url': 'https://A.example:8443/***'}",
        "{'secretUrl': true}",
        "{'secretUrl': null}",
        "{'url': 'https://a.example:8443/***', 'secretUrl': true}"
      })
  void a_patch_that_does_not_touch_it_keeps_it(String patch) {
    WebhookService after =
        only(accepted(READER.patchService(only(before).id(), document(patch), before)));

    assertThat(after.request().url()).isEqualTo(URL);
    assertThat(after.request().secretUrl()).isTrue();
  }

  @Test
  void a_client_that_does_not_know_the_field_keeps_it_secret() {
    var after = only(accepted(READER.replaceService(
        only(before).id(),
        document("{'name': 'B', 'url': 'https://a.example:8443/***'}"),
        before)));

    assertThat(after.request().url()).isEqualTo(URL);
    assertThat(after.request().secretUrl()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example:8443/***",
        "https://b.example:8443/***",
        "https://a.example/***",
        "https://a.example:443/***",
        "https://bob@a.example:8443/***",
        "https://ann:***@a.example:8443/***"
      })
  void the_mask_stands_for_the_stored_address_only_at_its_own_host(String url) {
    assertThat(problem("{'url': '%s'}".formatted(url)))
        .isEqualTo(
            "Enter the address again. No secret address is stored for this scheme, host and port,"
                + " so *** stands for nothing.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'secretUrl': false}", "{'secretUrl': false, 'url': 'https://a.example:8443/***'}"
      })
  void switching_it_off_needs_the_address_again(String patch) {
    assertThat(problem(patch))
        .isEqualTo("Enter the address again. The stored one is secret and is not shown by switching"
            + " “secretUrl” off; or leave “secretUrl” on.");
  }

  @Test
  void with_the_address_entered_it_can_be_switched_off() {
    var after = only(accepted(READER.patchService(
        only(before).id(),
        document("{'secretUrl': false, 'url': 'https://a.example/new'}"),
        before)));

    assertThat(writer.toPublic(after)).containsEntry("url", "https://a.example/new");
  }

  @Test
  void a_new_address_takes_the_place_of_the_old_one_and_stays_secret() {
    var after = only(accepted(READER.patchService(
        only(before).id(), document("{'url': 'https://b.example/canary3'}"), before)));

    assertThat(after.request().url()).isEqualTo("https://b.example/canary3");
    assertThat(writer.toPublic(after)).containsEntry("url", "https://b.example/***");
  }

  @Test
  void the_mask_is_no_address_for_a_service_whose_address_was_shown() {
    var shown = withService("{'name': 'A', 'url': 'https://a.example/x'}");

    var problems = refused(READER.patchService(
        only(shown).id(), document("{'url': 'https://a.example/***', 'secretUrl': true}"), shown));

    assertThat(problems).extracting(SettingsProblem::pointer).containsExactly("/url");
  }

  @Test
  void it_is_stored_and_read_again() {
    var rows = new StoredSettings(Vault.open(directory));

    var read = rows.fromRows(before.version(), rows.toRows(before));

    assertThat(read.services()).isEqualTo(before.services());
    assertThat(rows.toRows(before).toString()).doesNotContain("canary", "a.example");
  }

  private String problem(String patch) {
    List<SettingsProblem> problems =
        refused(READER.patchService(only(before).id(), document(patch), before));
    assertThat(problems).extracting(SettingsProblem::pointer).containsExactly("/url");
    return problems.get(0).message();
  }

  private Map<String, Object> parsed(Map<String, Object> shown) {
    return READER.parse(writer.json(shown).getBytes(StandardCharsets.UTF_8));
  }
}
