package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredSettingsTest {
  private static final String TWO = """
      {'enabled': false, 'retryCount': 7, 'stopAfter': 0, 'deduplicationWindow': 2592000,
       'rateGroups': [{'name': 'Tables', 'count': 50, 'per': 'second'}, {'name': 'Chat', 'count': 20, 'per': 'minute'},
                      {'name': 'Both', 'rate': [{'count': 5, 'per': 2}, {'count': 9, 'per': 'hour'}]}],
       'services': [
        {'name': 'Alarm', 'rate': {'count': 5, 'per': 'second'}, 'rateGroup': 'Tables', 'ordered': true,
         'retryEveryFailure': true, 'stopAtRetryLimit': true, 'url': 'https://u:p@a.example/', 'secret': 's1', 'timeout': 2.5,
         'headers': [{'name': 'Authorization', 'value': 'Bearer x'}, {'name': 'X-A', 'value': 'enc:v1:a:b'}],
         'queryParams': [{'name': 'token', 'value': 't'}, {'name': 'q', 'value': '1'}, {'name': 'q', 'value': '2'}],
         'check': {'type': 'content', 'contains': 'ok'}, 'retry': {'mode': 'schedule', 'schedule': []}},
        {'name': 'Backup', 'url': 'https://b.example/{{eventId}}', 'method': 'PUT', 'enabled': false,
         'description': 'a\\nb 中😀', 'check': {'type': 'statusCode'}, 'secret': 's2', 'concurrency': 1,
         'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}, 'timeFormat': 'epochSeconds'}]}""";

  @TempDir
  private Path directory;

  private StoredSettings stored;
  private Settings settings;

  @BeforeEach
  void open() {
    stored = new StoredSettings(Vault.open(directory));
    settings = accepted(READER.read(document(TWO), Settings.INITIAL));
  }

  @Test
  void rows_hold_everything() {
    var rows = stored.toRows(settings);

    assertThat(rows.keySet()).containsExactly("global", name(0), name(1));
    assertThat(stored.fromRows(1, rows)).isEqualTo(settings);
    assertThat(stored.fromRows(1, new TreeMap<>(rows).descendingMap())).isEqualTo(settings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'mode': 'global'}",
        "{'mode': 'fixed', 'count': 20, 'interval': 86400}",
        "{'mode': 'schedule', 'schedule': [1, 86400], 'jitter': 100}",
        "{'mode': 'named', 'name': 'openMetadata', 'jitter': 0}",
        "{'mode': 'named', 'name': 'standardWebhooks', 'jitter': 20}",
        "{'mode': 'exponential', 'count': 20, 'initialInterval': 5, 'factor': 10, 'maxInterval': 5, 'jitter': 7}",
        "{'mode': 'exponential', 'count': 1, 'initialInterval': 5, 'factor': 1.125, 'maxInterval': 86400, 'jitter': 20}"
      })
  void every_way_to_retry_is_kept_and_shown_as_it_was_given(String retry) {
    var service = "{'name': 'A', 'url': 'https://a.example/', 'retry': %s}".formatted(retry);
    var given = Documents.withService(service);

    assertThat(stored.fromRows(1, stored.toRows(given))).isEqualTo(given);
    assertThat(ServiceDocument.of(Documents.only(given), new NoVeil()).get("retry"))
        .isEqualTo(document(retry));
  }

  @ParameterizedTest
  @ValueSource(strings = {"['failed']", "['delivered']", "['delivered', 'failed']"})
  void what_others_a_service_names_is_kept_and_shown_as_it_was_given(String on) {
    String b = "6f1c2f0e-8a2b-4a53-9d0e-0c6d3f6f2a11";
    var given = accepted(READER.read(document("""
            {'services': [
              {'name': 'A', 'url': 'https://a.example/', 'fallback': '%s',
               'downstream': {'service': '%s', 'on': %s}},
              {'name': 'B', 'url': 'https://b.example/', 'id': '%s'}]}""".formatted(b, b, on, b)), Settings.INITIAL));

    assertThat(stored.fromRows(1, stored.toRows(given))).isEqualTo(given);
    assertThat(ServiceDocument.of(given.services().get(0), new NoVeil()))
        .containsEntry("fallback", b)
        .containsEntry("downstream", document("{'service': '%s', 'on': %s}".formatted(b, on)));
  }

  @Test
  void a_restarted_plugin_reads_what_it_wrote() {
    var rows = stored.toRows(settings);

    assertThat(new StoredSettings(Vault.open(directory)).fromRows(1, rows)).isEqualTo(settings);
  }

  @Test
  void no_rows_are_the_defaults() {
    assertThat(stored.fromRows(0, Map.of())).isEqualTo(Settings.INITIAL);
  }

  @Test
  void changes_name_only_what_changed() {
    var id = settings.services().get(1).id();
    var renamed = accepted(READER.patchService(id, document("{'name': 'C'}"), settings));
    var global = accepted(READER.read(document("{'enabled': true}"), settings));
    var removed = accepted(READER.remove(id, settings));

    assertThat(stored.changes(settings, settings)).isEmpty();
    assertThat(stored.changes(settings, renamed).keySet()).containsExactly(name(1));
    assertThat(stored.changes(settings, global).keySet()).containsExactly("global");
    assertThat(stored.changes(settings, removed)).isEqualTo(Map.of(name(1), Optional.empty()));
  }

  @Test
  void changed_rows_and_kept_rows_make_the_new_settings() {
    var removed = accepted(READER.remove(settings.services().get(0).id(), settings));
    var after = accepted(
        READER.addService(document("{'name': 'New', 'url': 'https://n.example/'}"), removed));
    var rows = new HashMap<>(stored.toRows(settings));

    stored
        .changes(settings, after)
        .forEach((name, text) ->
            text.ifPresentOrElse(value -> rows.put(name, value), () -> rows.remove(name)));

    assertThat(stored.fromRows(after.version(), rows)).isEqualTo(after);
  }

  @Test
  void five_hundred_services_keep_their_order() {
    var services = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 500; i++) {
      services.add(
          Map.of("name", "Service " + i, "url", "https://a.example/" + i, "secret", "s" + i));
    }
    Collections.shuffle(services, new Random(1));
    var many = accepted(READER.read(Map.of("services", services), Settings.INITIAL));

    assertThat(stored.fromRows(1, new HashMap<>(stored.toRows(many)))).isEqualTo(many);
  }

  @Test
  void without_the_key_every_service_is_named_and_none_is_given_back() {
    var rows = stored.toRows(settings);
    var other = new StoredSettings(Vault.open(directory.resolve("other")));

    var exception = catchThrowableOfType(SettingsException.class, () -> other.fromRows(1, rows));

    assertThat(exception)
        .hasMessageContaining("“Alarm” (" + settings.services().get(0).id() + ")")
        .hasMessageContaining("“Backup”")
        .hasMessageContaining("was encrypted with the key")
        .hasMessageContaining("Put the old file back");
    assertThat(exception.rows()).containsExactly(name(0), name(1));
  }

  @Test
  void the_caller_may_go_on_without_the_rows_that_cannot_be_read() {
    var rows = new LinkedHashMap<>(stored.toRows(settings));
    rows.put(name(0), "{}");

    var exception = catchThrowableOfType(SettingsException.class, () -> stored.fromRows(1, rows));
    exception.rows().forEach(rows::remove);

    assertThat(stored.fromRows(1, rows).services())
        .containsExactly(settings.services().get(1));
  }

  @Test
  void secrets_cannot_be_swapped_between_services_or_fields() {
    var rows = new HashMap<>(stored.toRows(settings));
    var first = READER.parse(bytes(rows.get(name(0))));
    var second = READER.parse(bytes(rows.get(name(1))));
    var foreign = new LinkedHashMap<>(first);
    foreign.put("secret", second.get("secret"));
    var twisted = new LinkedHashMap<>(first);
    twisted.put("secret", first.get("url"));

    for (var swapped : List.of(foreign, twisted)) {
      rows.put(name(0), Json.text(swapped));
      assertThatThrownBy(() -> stored.fromRows(1, rows))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("The secret of the service “Alarm”")
          .hasMessageContaining("changed outside this plugin or belongs elsewhere");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "{}", "{\"position\": 0}", "x", "{\"name\": \"A\", \"url\": \"plain\"}"
      })
  void a_damaged_row_is_named(String text) {
    var rows = Map.of(name(0), text);

    var exception = catchThrowableOfType(SettingsException.class, () -> stored.fromRows(1, rows));

    assertThat(exception.rows()).containsExactly(name(0));
  }

  @Test
  void a_damaged_global_row_is_named() {
    assertThat(catchThrowableOfType(
                SettingsException.class,
                () -> stored.fromRows(1, Map.of("global", "{\"retryCount\": 99}")))
            .rows())
        .containsExactly("global");
  }

  @Test
  void the_same_settings_are_never_encrypted_alike() {
    assertThat(stored.toRows(settings).get(name(0)))
        .isNotEqualTo(stored.toRows(settings).get(name(0)));
  }

  private String name(int index) {
    WebhookService service = settings.services().get(index);
    return "service/" + service.id();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
