package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.document;
import static io.github.webhookplugin.settings.Documents.only;
import static io.github.webhookplugin.settings.Documents.refused;
import static io.github.webhookplugin.settings.Documents.withService;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.KnownWaits;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.RetrySchedule;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.TimeFormat;
import io.github.webhookplugin.model.WebhookService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  @Test
  void retries_for_all_services_may_follow_a_list_or_grow() {
    var listed = accepted(READER.read(
        Map.of("retryMode", "schedule", "retrySchedule", List.of(5, 60)), Settings.INITIAL));
    var growing = accepted(READER.read(
        Map.of("retryMode", "exponential", "retryFactor", 3, "retryMaxInterval", 100), listed));

    assertThat(listed.global().retry())
        .isEqualTo(
            new RetrySchedule.Listed(List.of(Duration.ofSeconds(5), Duration.ofSeconds(60)), 20));
    assertThat(growing.global().retry())
        .isEqualTo(new RetrySchedule.Exponential(
            3, Duration.ofSeconds(60), 3, Duration.ofSeconds(100), 20));
    // what was listed is kept for whoever changes it back
    assertThat(accepted(READER.read(Map.of("retryMode", "schedule"), growing))
            .global()
            .retry())
        .isEqualTo(listed.global().retry());
  }

  @Test
  void retries_that_cannot_be_are_refused_at_their_field() {
    assertThat(refused(READER.read(Map.of("retryMode", "schedule"), Settings.INITIAL)))
        .extracting(SettingsProblem::pointer)
        .containsExactly("/retrySchedule");
    assertThat(refused(READER.read(
            Map.of("retryMode", "exponential", "retryMaxInterval", 5, "retryJitter", 101),
            Settings.INITIAL)))
        .extracting(SettingsProblem::pointer)
        .containsExactly("/retryJitter", "/retryMaxInterval");
    assertThat(refused(READER.read(Map.of("retrySchedule", List.of(0)), Settings.INITIAL)))
        .extracting(SettingsProblem::pointer)
        .containsExactly("/retrySchedule/0");
  }

  private static final String SMALL = "{'name': 'A', 'url': 'https://a.example/hook'}";

  @Test
  void a_new_service_needs_a_name_and_an_address_only() {
    var settings = withService(SMALL);

    var service = only(settings);
    assertThat(settings.version()).isEqualTo(1);
    assertThat(service.label()).isEqualTo(new WebhookService.Label("A", ""));
    assertThat(service.enabled()).isTrue();
    assertThat(service.request())
        .isEqualTo(new RequestTemplate(
            HttpMethod.POST,
            "https://a.example/hook",
            List.of(),
            List.of(),
            RequestTemplate.DEFAULT_BODY));
    assertThat(service.check()).isEqualTo(new ResponseCheck.Success());
    assertThat(service.delivery()).isEqualTo(WebhookService.Sending.DEFAULT);
  }

  @Test
  void every_field_of_a_service_is_read() {
    var service = only(withService("""
        {'id': '6F1C2F0E-8a2b-4a53-9d0e-0c6d3f6f2a11', 'name': ' Alarm 中😀 ', 'url': ' https://a.example/hook\\n',
         'method': 'PUT', 'description': 'Line 1\\nLine 2', 'enabled': false,
         'headers': [{'name': 'X-A', 'value': ' {{title}} '}, {'name': 'X-B', 'value': 'b', 'secret': true}],
         'queryParams': [{'name': 'q', 'value': ' 1 '}, {'name': 'q', 'value': '2', 'secret': false}],
         'body': '{}', 'check': {'type': 'content', 'contains': 'ok', 'ignoreStatus': true},
         'timeout': 2.5, 'retry': {'mode': 'schedule', 'schedule': [1, 60, 86400]},
         'secret': 'whsec_abc', 'timeFormat': 'epochMillis', 'concurrency': 256}"""));

    assertThat(service.id()).isEqualTo(ServiceId.parse("6f1c2f0e-8a2b-4a53-9d0e-0c6d3f6f2a11"));
    assertThat(service.label()).isEqualTo(new WebhookService.Label("Alarm 中😀", "Line 1\nLine 2"));
    assertThat(service.enabled()).isFalse();
    assertThat(service.request())
        .isEqualTo(new RequestTemplate(
            HttpMethod.PUT,
            "https://a.example/hook",
            List.of(new NamedValue("X-A", "{{title}}", false), new NamedValue("X-B", "b", true)),
            List.of(new NamedValue("q", " 1 ", false), new NamedValue("q", "2", false)),
            "{}"));
    assertThat(service.check()).isEqualTo(new ResponseCheck.Content("ok", true));
    assertThat(service.delivery())
        .isEqualTo(new WebhookService.Sending(
            Duration.ofMillis(2_500),
            new RetrySchedule.Listed(
                List.of(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofDays(1)), 20),
            Secret.of("whsec_abc"),
            TimeFormat.EPOCH_MILLIS,
            256));
  }

  @Test
  void null_in_a_service_is_the_default() {
    var service = only(withService("""
        {'id': null, 'name': 'A', 'url': 'https://a.example/hook', 'method': null, 'description': null,
         'enabled': null, 'headers': null, 'queryParams': null, 'body': null, 'check': null, 'timeout': null,
         'retry': null, 'secret': null, 'timeFormat': null, 'concurrency': null}"""));

    assertThat(service)
        .isEqualTo(new WebhookService(
            service.id(),
            new WebhookService.Label("A", ""),
            true,
            only(withService(SMALL)).request(),
            new ResponseCheck.Success(),
            WebhookService.Sending.DEFAULT));
  }

  @Test
  void what_is_absent_of_the_global_settings_keeps_its_value() {
    var settings =
        accepted(READER.read(document("{'retryCount': 0, 'timeout': 60.0}"), Settings.INITIAL));
    var again = accepted(READER.read(document("{'enabled': false, 'retryInterval': 1}"), settings));

    assertThat(again.version()).isEqualTo(2);
    assertThat(again.global())
        .isEqualTo(new GlobalSettings(false, 0, Duration.ofSeconds(1), Duration.ofSeconds(60)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080/a",
        "HTTPS://A.example",
        "https://a.example?x={{title}}&y=%20",
        "https://a.example/{{ data.id }}/{{#x}}y{{/x}}/äöü",
        "https://user:p%40ss:w@127.0.0.1:65535/",
        "https://token@a_b.c-d.example./",
        "https://[2001:db8::1]:8443/x",
        "https://xn--mnchen-3ya.example/",
        "http://my.host:8000/"
      })
  void addresses_are_kept_exactly_as_typed(String url) {
    var document = Map.<String, Object>of("name", "A", "url", " \n\t" + url + "\r\n ");

    var service = only(accepted(READER.addService(document, Settings.INITIAL)));

    assertThat(service.request().url()).isEqualTo(url);
  }

  @Test
  void the_list_of_services_replaces_the_list() {
    var before = withService(SMALL);
    var id = only(before).id();

    var after = accepted(READER.read(
        Map.of(
            "services",
            List.of(
                Map.of("name", "New", "url", "https://new.example/"),
                Map.of("id", id.toString(), "name", "Renamed", "url", "https://a.example/"))),
        before));

    assertThat(after.services()).extracting(WebhookService::name).containsExactly("New", "Renamed");
    assertThat(after.services().get(1).id()).isEqualTo(id);
    assertThat(accepted(READER.read(document("{'services': []}"), after)).services())
        .isEmpty();
  }

  @Test
  void two_services_may_swap_their_names() {
    var before = accepted(READER.read(
        document("{'services': [{'name': 'A', 'url': 'https://a.example/'},"
            + " {'name': 'B', 'url': 'https://b.example/'}]}"),
        Settings.INITIAL));
    var ids = before.services().stream().map(WebhookService::id).toList();

    var after = accepted(READER.read(
        Map.of(
            "services",
            List.of(
                Map.of("id", ids.get(0).toString(), "name", "B", "url", "https://a.example/"),
                Map.of("id", ids.get(1).toString(), "name", "A", "url", "https://b.example/"))),
        before));

    assertThat(after.services()).extracting(WebhookService::name).containsExactly("B", "A");
  }

  @Test
  void a_service_is_replaced_in_its_place() {
    var before = accepted(READER.addService(
        document("{'name': 'B', 'url': 'https://b.example/'}"), withService(SMALL)));
    var id = before.services().get(0).id();

    var after = accepted(READER.replaceService(
        id, document("{'name': 'C', 'url': 'https://c.example/', 'timeout': 5}"), before));
    var taken = refused(
        READER.replaceService(id, document("{'name': 'b', 'url': 'https://c.example/'}"), before));
    var otherId = refused(READER.replaceService(
        id,
        Map.of("id", ServiceId.random().toString(), "name", "C", "url", "https://c.example/"),
        before));

    assertThat(after.services()).extracting(WebhookService::name).containsExactly("C", "B");
    assertThat(after.version()).isEqualTo(3);
    assertThat(taken.get(0).pointer()).isEqualTo("/name");
    assertThat(otherId.get(0).pointer()).isEqualTo("/id");
  }

  @Test
  void a_patch_changes_only_what_it_names() {
    var before = withService("""
        {'name': 'A', 'url': 'https://a.example/', 'timeout': 5, 'description': 'x',
         'check': {'type': 'content', 'contains': 'ok'}, 'retry': {'mode': 'fixed', 'count': 1, 'interval': 2}}""");
    var id = only(before).id();

    var after = only(accepted(READER.patchService(id, document("""
            {'enabled': false, 'timeout': null, 'check': {'contains': 'fine'}, 'retry': {'count': 5}}"""), before)));

    assertThat(after.enabled()).isFalse();
    assertThat(after.label()).isEqualTo(only(before).label());
    assertThat(after.check()).isEqualTo(new ResponseCheck.Content("fine", false));
    assertThat(after.delivery().timeout()).isNull();
    assertThat(after.delivery().retry())
        .isEqualTo(new RetrySchedule.Fixed(5, Duration.ofSeconds(2)));
  }

  @Test
  void a_patch_to_another_kind_drops_what_belonged_to_the_old_one() {
    var before = withService("""
        {'name': 'A', 'url': 'https://a.example/', 'check': {'type': 'content', 'contains': 'ok'},
         'retry': {'mode': 'fixed', 'count': 1, 'interval': 2}}""");

    var after = only(accepted(READER.patchService(
        only(before).id(),
        document("{'check': {'type': 'statusCode'}, 'retry': {'mode': 'global'}}"),
        before)));

    assertThat(after.check()).isEqualTo(new ResponseCheck.StatusCode());
    assertThat(after.delivery().retry()).isNull();
  }

  @Test
  void what_a_retry_schedule_leaves_open_has_a_usual_value() {
    var exponential = only(withService("""
        {'name': 'A', 'url': 'https://a.example/',
         'retry': {'mode': 'exponential', 'count': 3, 'initialInterval': 5}}"""));
    var named = only(withService("""
        {'name': 'A', 'url': 'https://a.example/', 'retry': {'mode': 'named', 'name': 'openMetadata'}}"""));

    assertThat(exponential.delivery().retry())
        .isEqualTo(
            new RetrySchedule.Exponential(3, Duration.ofSeconds(5), 2, Duration.ofDays(1), 20));
    assertThat(named.delivery().retry())
        .isEqualTo(new RetrySchedule.Named(KnownWaits.OPEN_METADATA, 20));
  }

  @Test
  void a_patch_is_checked_like_a_document() {
    var before = withService(SMALL);

    var problems = refused(READER.patchService(
        only(before).id(),
        document("{'name': null, 'colour': 1, 'check': {'type': 'content'}}"),
        before));

    assertThat(problems)
        .extracting(problem -> problem.pointer())
        .containsExactly("/colour", "/name", "/check/contains");
  }

  @Test
  void a_service_is_removed() {
    var before = withService(SMALL);

    var after = accepted(READER.remove(only(before).id(), before));

    assertThat(after.services()).isEmpty();
    assertThat(after.version()).isEqualTo(2);
  }

  @Test
  void what_is_not_there_can_be_neither_changed_nor_removed_nor_added_twice() {
    var before = withService(SMALL);
    var unknown = ServiceId.random();
    var twice = Map.<String, Object>of(
        "id", only(before).id().toString(), "name", "B", "url", "https://b.example/");

    assertThat(refused(READER.remove(unknown, before)).get(0).message())
        .contains(unknown.toString());
    assertThat(refused(READER.replaceService(unknown, document(SMALL), before))).hasSize(1);
    assertThat(refused(READER.patchService(unknown, Map.of(), before))).hasSize(1);
    assertThat(refused(READER.addService(twice, before)).get(0).pointer()).isEqualTo("/id");
  }

  @Test
  void five_hundred_services_keep_their_order() {
    var services = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 500; i++) {
      services.add(Map.of("name", "Service " + i, "url", "https://a.example/" + i));
    }

    var settings = accepted(READER.read(Map.of("services", services), Settings.INITIAL));

    assertThat(settings.services()).hasSize(500);
    assertThat(settings.services().get(499).name()).isEqualTo("Service 499");
    assertThat(settings.services()).extracting(WebhookService::id).doesNotHaveDuplicates();
  }
}
