package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every bad request of the corpus is refused with the place and the reason, and changes nothing. */
class InvalidRequestsTest extends AdminFixture {
  private static final List<String> FAMILIES =
      List.of("documents", "services", "patches", "imports", "openmetadata", "others");
  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, String> AS_JSON = Map.of("Content-Type", "application/json");

  /** How an event comes in: what stands around it, and where it stands in that. */
  private static final Map<String, String> WAYS = Map.of(
      "POST events/why|%s|%s|{'event': %s}",
      "/event",
      "POST preview|%s|%s|{'name': 'A', 'url': 'https://a.example/', 'event': %s}",
      "/event",
      "POST test|%s|%s|{'name': 'A', 'url': 'https://a.example/', 'event': %s}",
      "/event",
      "POST services/{id}/test|%s|%s|%s",
      "");

  private final Map<String, String> values =
      new LinkedHashMap<>(Map.of("om", "openmetadata/v1/webhooks"));
  private Map<String, Object> settings;

  @BeforeEach
  void have_services() {
    values.put("other", service("Other", ", 'secret': 'a-signing-secret'"));
    values.put("id", service("Ops", ", 'fallback': '" + values.get("other") + "'"));
    settings = webhooks.settings();
  }

  @TestFactory
  Stream<DynamicTest> a_bad_request_is_refused_with_place_and_reason() {
    return FAMILIES.stream()
        .flatMap(family -> InvalidRequest.family(family, values).stream()
            .map(request -> dynamicTest(family + ": " + request.line(), () -> {
              String before = state();

              assertRefused(asked(request), request);
              assertThat(state()).isEqualTo(before);
            })));
  }

  @TestFactory
  Stream<DynamicTest> a_bad_event_is_refused_by_all_ways_that_take_one() {
    return badEvents()
        .map(request -> dynamicTest(request.line(), () -> {
          String before = state();

          assertRefused(asked(request), request);
          assertThat(state()).isEqualTo(before);
        }));
  }

  private Stream<InvalidRequest> badEvents() {
    return InvalidRequest.lines("invalid/events.txt").stream()
        .map(line -> line.split("\\|", 3))
        .flatMap(
            // what is no object at all is no body of a request either
            event -> WAYS.entrySet().stream()
                .filter(way -> event[0].startsWith("{") || !way.getValue().isEmpty())
                .map(way -> {
                  String pointers = Stream.of(event[1].split(",", -1))
                      .map(way.getValue()::concat)
                      .collect(Collectors.joining(","));
                  return InvalidRequest.of(
                      way.getKey().formatted("422|" + pointers, event[2], event[0]), values);
                }));
  }

  @Test
  void the_corpus_has_what_was_promised() {
    int requests = FAMILIES.stream()
        .mapToInt(family -> InvalidRequest.family(family, values).size())
        .sum();

    assertThat(requests).isGreaterThanOrEqualTo(200);
    assertThat(badEvents()).hasSizeGreaterThanOrEqualTo(100);
  }

  /** The corpora of the room that reads settings, once more by the way that admins go. */
  @TestFactory
  Stream<DynamicTest> a_bad_field_of_a_service_is_refused_by_the_api_too() {
    return InvalidRequest.lines("settings/invalid-services.txt").stream()
        .map(line -> line.split("\\|", 3))
        .map(parts -> dynamicTest(parts[0], () -> {
          String before = state();

          var answer = post(
              "services", "{'name': 'A', 'url': 'https://a.example/', %s}".formatted(parts[0]));

          assertProblem(answer, 422, parts[1]);
          assertThat(messages(answer)).contains(parts[2]);
          assertThat(state()).isEqualTo(before);
        }));
  }

  @TestFactory
  Stream<DynamicTest> a_bad_address_is_refused_by_the_api_too() {
    return InvalidRequest.lines("settings/invalid-urls.txt").stream()
        .map(line -> line.split("\\|", 2))
        .map(parts -> dynamicTest(parts[0], () -> {
          String before = state();
          var body =
              JSON.writeValueAsString(Map.of("name", "A", "url", parts[0].translateEscapes()));

          var answer = raw("POST", "services", AS_JSON, body);

          assertProblem(answer, 422, "/url");
          assertThat(messages(answer)).contains(parts[1]);
          assertThat(state()).isEqualTo(before);
        }));
  }

  /** A host shows the general settings and passes on what somebody entered. */
  @TestFactory
  Stream<DynamicTest> a_bad_settings_document_of_a_host_changes_nothing() {
    return InvalidRequest.lines("settings/invalid-documents.txt").stream()
        .map(line -> line.split("\\|", 3))
        .map(parts -> dynamicTest(parts[0], () -> {
          String before = state();

          var problems = webhooks.apply(map(parts[0].replace('\'', '"')), "ann");

          assertThat(problems).isNotEmpty();
          assertThat(state()).isEqualTo(before);
        }));
  }

  @Test
  void a_body_that_ends_early_or_has_a_byte_changed_never_fails_the_plugin() {
    mutate(1, 3);
  }

  @Test
  @Tag("long")
  void a_body_with_many_bytes_changed_never_fails_the_plugin() {
    mutate(40, 1);
  }

  /** Of every so many requests: cut at every seventh byte, and so many times with another byte somewhere. */
  private void mutate(int times, int every) {
    var random = new Random(Long.getLong("hostile.seed", 20_261_127L));
    var all = FAMILIES.stream()
        .flatMap(family -> InvalidRequest.family(family, values).stream())
        .filter(request -> !request.path().endsWith("test") && request.body().length < 5_000)
        .toList();
    for (int i = random.nextInt(every); i < all.size(); i += every) {
      InvalidRequest request = all.get(i);
      byte[] body = request.body();
      for (int end = 0; end < body.length; end += 7) {
        assertHarmless(request.with(Arrays.copyOf(body, end)));
      }
      for (int n = 0; n < times && body.length > 0; n++) {
        byte[] other = body.clone();
        other[random.nextInt(other.length)] = (byte) random.nextInt(256);
        assertHarmless(request.with(other));
      }
    }
  }

  private void assertHarmless(InvalidRequest request) {
    int version = version();
    var answer = asked(request);
    assertThat(answer.status())
        .as("%s with %s: %s", request.line(), Arrays.toString(request.body()), text(answer))
        .isLessThan(500);
    if (answer.status() >= 400) {
      assertThat(version()).as(request.line()).isEqualTo(version);
    } else if (version() != version) {
      assertThat(webhooks.apply(settings, "ann")).isEmpty();
    }
  }

  private static void assertRefused(AdminResponse answer, InvalidRequest request) {
    assertThat(answer.status()).as(text(answer)).isEqualTo(request.status());
    if (request.status() >= 400) {
      assertProblem(answer, request.status());
      assertThat(json(answer).path("errors").findValuesAsText("pointer"))
          .as(text(answer))
          .containsAll(request.pointers());
    } else {
      // a preview answers what would be wrong
      assertThat(json(answer).path("problems").findValuesAsText("pointer"))
          .as(text(answer))
          .containsAll(request.pointers());
    }
    assertThat(messages(answer)).contains(request.message());
  }

  private static String messages(AdminResponse answer) {
    var all = new ArrayList<String>();
    all.add(json(answer).path("detail").asText());
    json(answer).findValues("message").forEach(message -> all.add(message.asText()));
    return String.join("\n", all);
  }

  private AdminResponse asked(InvalidRequest request) {
    String path = (request.path().startsWith("openmetadata") ? "api/" : "api/v1/") + request.path();
    int query = path.indexOf('?');
    var params = new HashMap<String, List<String>>();
    if (query >= 0) {
      for (String pair : path.substring(query + 1).split("&")) {
        int equals = pair.indexOf('=');
        params
            .computeIfAbsent(pair.substring(0, equals), name -> new ArrayList<>())
            .add(pair.substring(equals + 1));
      }
    }
    var answered = Cost.of(() -> webhooks.admin(new AdminRequest(
        request.method(),
        query < 0 ? path : path.substring(0, query),
        params,
        request.headers(),
        request.body(),
        "ann")));
    answered.assertWithin(bound(request.body().length));
    return answered.result();
  }

  /** Of the thread that answers. Ten times what was seen, for first requests load classes. */
  private static Cost.Bound bound(int length) {
    return new Cost.Bound(
        Duration.ofSeconds(1).plusNanos(2_000L * length), (32L << 20) + 100L * length);
  }

  private static Map<String, Object> map(String json) throws JsonProcessingException {
    return JSON.readValue(
        json, JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
  }

  private int version() {
    return json(get("history?limit=1")).path("changes").path(0).path("version").asInt();
  }

  /** Everything that is stored, but for what a running host writes by itself. */
  private String state() throws SQLException {
    var state = new StringBuilder(webhooks.settings().toString());
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("webhook.db"));
        var statement = database.createStatement()) {
      var tables = new ArrayList<String>();
      try (var names = statement.executeQuery(
          "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'wh\\_%' ESCAPE '\\' AND name <> 'wh_node' ORDER BY name")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      for (String table : tables) {
        try (var rows = statement.executeQuery("SELECT * FROM " + table)) {
          state.append('\n').append(table);
          while (rows.next()) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
              byte[] value = rows.getBytes(column);
              state.append('|').append(value == null ? "null" : Arrays.hashCode(value));
            }
          }
        }
      }
    }
    return state.toString();
  }
}
