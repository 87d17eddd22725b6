package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.document;
import static io.github.webhookplugin.settings.Documents.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidDocumentsTest {
  private static final String ONE =
      "{'services': [{'name': 'A', 'url': 'https://a.example/', %s}]}";

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvFileSource(resources = "invalid-documents.txt", delimiter = '|', quoteCharacter = '\0')
  void a_document_is_refused_with_place_and_reason(String json, String pointer, String message) {
    var problems = refused(READER.read(document(json), Settings.INITIAL));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).pointer()).isEqualTo("-".equals(pointer) ? "" : pointer);
    assertThat(problems.get(0).message()).contains(message);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvFileSource(resources = "invalid-services.txt", delimiter = '|', quoteCharacter = '\0')
  void a_field_of_a_service_is_refused_with_place_and_reason(
      String fields, String pointer, String message) {
    var problems = refused(READER.read(document(ONE.formatted(fields)), Settings.INITIAL));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).pointer()).isEqualTo("/services/0" + pointer);
    assertThat(problems.get(0).message()).contains(message);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvFileSource(resources = "invalid-urls.txt", delimiter = '|', quoteCharacter = '\0')
  void an_address_is_refused_with_the_reason(String url, String message) {
    var document = Map.<String, Object>of("name", "A", "url", url.translateEscapes());

    var problems = refused(READER.addService(document, Settings.INITIAL));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).pointer()).isEqualTo("/url");
    assertThat(problems.get(0).message()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.999,
        60.001,
        1.0005,
        1e300
      })
  void a_host_cannot_pass_an_odd_number_as_timeout(double timeout) {
    var document =
        Map.<String, Object>of("name", "A", "url", "https://a.example/", "timeout", timeout);

    var problems = refused(READER.addService(document, Settings.INITIAL));

    assertThat(problems).extracting(SettingsProblem::pointer).containsExactly("/timeout");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "content-length",
        "Transfer-Encoding",
        "CONNECTION",
        "Upgrade",
        "TE",
        "Trailer",
        "Expect",
        "Keep-Alive",
        "Proxy-Authorization",
        "Proxy-Connection",
        "HTTP2-Settings",
        "webhook-id",
        "Webhook-Timestamp",
        "webhook-signature"
      })
  void X_12_headers_of_the_sender_are_reserved(String name) {
    var headers = List.of(Map.of("name", name, "value", "x"));
    var document =
        Map.<String, Object>of("name", "A", "url", "https://a.example/", "headers", headers);

    var problems = refused(READER.addService(document, Settings.INITIAL));

    assertThat(problems)
        .containsExactly(new SettingsProblem(
            "/headers/0/name",
            "“" + name + "” is set by the sender and cannot be changed. Remove it."));
  }

  @Test
  void all_problems_come_at_once() {
    var problems = refused(READER.read(document("""
        {'retryCount': 21, 'retryInterval': 0.5, 'timeout': '5', 'enabled': 'yes', 'retrycount': 1,
         'services': [
           {'name': ' ', 'url': 'ftp://x', 'method': 'GET', 'bodies': 1,
            'headers': [{'name': 'X Y', 'value': 1}, {'name': 'A', 'value': 'a'}, {'name': 'a', 'value': 'b'}],
            'check': {'type': 'content'}, 'retry': {'mode': 'fixed', 'count': -1},
            'timeout': 100, 'timeFormat': 'rfc', 'concurrency': 0, 'secret': 5},
           7]}"""), Settings.INITIAL));

    assertThat(problems)
        .extracting(SettingsProblem::pointer)
        .containsExactly(
            "/retrycount",
            "/enabled",
            "/retryCount",
            "/retryInterval",
            "/timeout",
            "/services/0/bodies",
            "/services/0/name",
            "/services/0/method",
            "/services/0/url",
            "/services/0/headers/0/value",
            "/services/0/headers/2/name",
            "/services/0/check/contains",
            "/services/0/timeout",
            "/services/0/retry/interval",
            "/services/0/retry/count",
            "/services/0/secret",
            "/services/0/timeFormat",
            "/services/0/concurrency",
            "/services/1");
  }

  @Test
  void a_hundred_problems_are_enough() {
    var services = Collections.nCopies(500, Map.of("colour", "red"));

    var problems = refused(READER.read(Map.of("services", services), Settings.INITIAL));

    assertThat(problems).hasSize(Problems.MAX);
    assertThat(problems.get(99).message()).contains("1401 more problems");
  }

  @Test
  void more_services_than_allowed_are_refused() {
    var services = Collections.nCopies(SettingsReader.MAX_SERVICES + 1, Map.of());

    var problems = refused(READER.read(Map.of("services", services), Settings.INITIAL));

    assertThat(problems)
        .containsExactly(
            new SettingsProblem("/services", "Expected at most 10,000 services, found 10,001."));
  }

  @Test
  void two_services_cannot_share_an_id() {
    var problems = refused(READER.read(document("""
        {'services': [
          {'id': '6f1c2f0e-8a2b-4a53-9d0e-0c6d3f6f2a11', 'name': 'A', 'url': 'https://a.example/'},
          {'id': '6F1C2F0E-8A2B-4A53-9D0E-0C6D3F6F2A11', 'name': 'B', 'url': 'https://a.example/'}]}"""), Settings.INITIAL));

    assertThat(problems).extracting(SettingsProblem::pointer).containsExactly("/services/1/id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Alarm", "ALARM", " alarm ", "Ａlarm"})
  void two_services_cannot_share_a_name(String second) {
    var document = Map.<String, Object>of(
        "services",
        List.of(
            Map.of("name", "alarm", "url", "https://a.example/"),
            Map.of("name", second, "url", "https://b.example/")));

    var problems = refused(READER.read(document, Settings.INITIAL));

    assertThat(problems)
        .containsExactly(new SettingsProblem(
            "/services/1/name", "Another service already has this name. Choose another."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"whsec_", "whsec_-canary-"})
  void a_secret_that_cannot_sign_is_refused_and_not_repeated(String secret) {
    var document =
        Map.<String, Object>of("name", "A", "url", "https://a.example/", "secret", secret);

    var problems = refused(READER.addService(document, Settings.INITIAL));

    assertThat(problems).extracting(SettingsProblem::pointer).containsExactly("/secret");
    assertThat(problems.get(0).message()).contains("Base64").doesNotContain("canary");
  }

  @Test
  void half_a_character_is_refused() {
    var document = Map.<String, Object>of("name", "A\uD800", "url", "https://a.example/");

    var problems = refused(READER.addService(document, Settings.INITIAL));

    assertThat(problems).extracting(SettingsProblem::pointer).containsExactly("/name");
  }

  @Test
  void headers_are_limited_in_number_and_size() {
    var many = new ArrayList<Map<String, String>>();
    for (int i = 0; i < 51; i++) {
      many.add(Map.of("name", "X-" + i, "value", ""));
    }
    var big = new ArrayList<Map<String, String>>();
    for (int i = 0; i < 5; i++) {
      big.add(Map.of("name", "X-" + i, "value", "中".repeat(2_500)));
    }

    assertThat(problemsOfHeaders(many))
        .containsExactly(new SettingsProblem("/headers", "Expected at most 50 rows, found 51."));
    assertThat(problemsOfHeaders(big))
        .containsExactly(new SettingsProblem(
            "/headers", "Expected at most 32,768 bytes in all headers, found 37,515."));
  }

  @Test
  void a_secret_in_the_wrong_place_is_not_repeated() {
    var problems = refused(READER.read(document("""
        {'services': [{'name': 'A', 'url': 'canary://user:canary@x', 'secret': ['canary'],
          'headers': 'canary', 'body': {'x': 'canary'}, 'queryParams': 'canary'}]}"""), Settings.INITIAL));

    assertThat(problems).hasSize(5);
    assertThat(problems.toString()).doesNotContain("canary");
  }

  @Test
  void a_refused_document_leaves_the_settings_alone() {
    var before = Documents.withService("{'name': 'A', 'url': 'https://a.example/'}");

    refused(READER.read(document("{'enabled': false, 'retryCount': 99, 'services': []}"), before));

    assertThat(before.global().enabled()).isTrue();
    assertThat(before.services()).hasSize(1);
    assertThat(accepted(READER.read(document("{'enabled': false}"), before)).version())
        .isEqualTo(2);
  }

  @Test
  void problems_of_templates_get_the_place_of_their_service() {
    var reader = new SettingsReader(template -> List.of(
        new SettingsProblem("/body", "Unknown variable {{titel}}."),
        new SettingsProblem("/headers/1/value", "Unclosed tag."),
        new SettingsProblem("/url", "Unclosed tag.")));

    var rows = refused(reader.read(document("""
        {'services': [{'name': 'A', 'url': '', 'headers': [
          {'name': 'X-A', 'value': '1'}, {'name': 'X-B', 'value': '{{'}]}]}"""), Settings.INITIAL));
    var text = refused(reader.addService(
        document("{'name': 'A', 'url': 'https://a.example/', 'headers': 'X-A: 1\\n\\nX-B: {{'}"),
        Settings.INITIAL));

    assertThat(rows)
        .containsExactly(
            new SettingsProblem(
                "/services/0/url", "Enter the address that receives the notifications."),
            new SettingsProblem("/services/0/body", "Unknown variable {{titel}}."),
            new SettingsProblem("/services/0/headers/1/value", "Unclosed tag."));
    assertThat(text).contains(new SettingsProblem("/headers", "Line 3: Unclosed tag."));
  }

  @Test
  void a_host_may_pass_a_map_that_holds_nulls() {
    var document = new HashMap<String, Object>();
    document.put("retryCount", null);

    var problems = refused(READER.read(document, Settings.INITIAL));

    assertThat(problems.get(0).message()).contains("found null");
  }

  private static List<SettingsProblem> problemsOfHeaders(List<Map<String, String>> headers) {
    return refused(READER.addService(
        Map.of("name", "A", "url", "https://a.example/", "headers", headers), Settings.INITIAL));
  }
}
