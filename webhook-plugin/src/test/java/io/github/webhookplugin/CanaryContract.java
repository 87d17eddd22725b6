package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.Keyring;
import io.github.webhookplugin.settings.SecretPlaces;
import io.github.webhookplugin.settings.SettingsReader;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A canary in every secret field; everything happens that can; then nothing that comes out has one. */
abstract class CanaryContract extends PagesFixture {
  /** Fields of a service that hold no secret. A new field is in here, or in the documents below with a canary. */
  private static final Set<String> NOT_SECRET = Set.of(
      "apiName",
      "batchBody",
      "batchSize",
      "batchWait",
      "body",
      "check",
      "concurrency",
      "condition",
      "deleted",
      "description",
      "digest",
      "displayName",
      "domain",
      "downstream",
      "enabled",
      "eventFilters",
      "eventTypes",
      "extension",
      "fallback",
      "id",
      "limits",
      "method",
      "name",
      "ordered",
      "owner",
      "preset",
      "rate",
      "rateGroup",
      "receivers",
      "retry",
      "retryEveryFailure",
      "rules",
      "secretUrl",
      "sendToAdmins",
      "sendToFollowers",
      "sendToOwners",
      "sendToRecipients",
      "signature",
      "stopAtRetryLimit",
      "tags",
      "timeFormat",
      "timeout",
      "webhookType");

  private final Canaries canaries = new Canaries();
  private Keyring keys;
  private CanaryServices services;
  private final Map<String, String> outputs = new LinkedHashMap<>();

  /** A connection to the store beside the plugin's own. */
  abstract Connection connect() throws SQLException;

  @BeforeEach
  void makeClientCertificate(@TempDir Path folder) throws Exception {
    keys = new Keyring(folder)
        .add("client", "RSA", "-startdate", "2026/01/01 00:00:00", "-validity", "3650");
    services = new CanaryServices(receiver, canaries, keys);
  }

  @Test
  void every_field_that_may_hold_a_secret_has_a_canary() {
    var known = new TreeSet<>(SettingsReader.serviceFields());
    known.removeAll(NOT_SECRET);

    assertThat(known).as("fields of a service").containsExactlyInAnyOrderElementsOf(planted());
    assertThat(SecretPlaces.all())
        .as("places that are sealed")
        .allMatch(place -> planted().contains(place.split("/", 2)[0]));
  }

  private static Set<String> planted() {
    return Set.of("url", "headers", "queryParams", "secret", "oauth2", "tls");
  }

  @Test
  void nothing_that_comes_out_of_the_plugin_has_a_secret_in_it() throws Exception {
    try (var log = new LogCapture()) {
      live();
      outputs.put("the log", log.text());
    }
    model(webhooks.active(), 0);
    outputs.put("health", webhooks.health().toString());
    Thread.getAllStackTraces().keySet().forEach(each -> outputs.put("thread", each.getName()));
    stored();
    files();
    webhooks.stop(Duration.ofSeconds(5));
    files();

    assertThat(outputs.get("the log")).as("is caught").contains("attempt 1");
    assertThat(outputs).hasSizeGreaterThan(300);
    var found = new ArrayList<String>();
    outputs.forEach(
        (name, text) -> canaries.in(text).forEach(each -> found.add(name + ": " + each)));
    assertThat(found).isEmpty();
  }

  @Override
  HostContext.Builder context() {
    return super.context().secretSource(name -> services.ofHost(name));
  }

  private void live() throws Exception {
    String chat = save(services.chat());
    String own = save(services.own());
    save(services.lost("Refused", "http://u:%s@127.0.0.1:1/%s", "refused"));
    save(services.lost(
        "No TLS", receiver.url("/%2$s").replace("http://", "https://u:%1$s@"), "tls"));
    save(services.guarded("Token", "/token"));
    save(services.kept());
    save(services.guarded("No token", "/no-token"));
    rotate(chat);
    receiver.answers(request -> answer(request, 200));
    publish(NotificationEvent.of("order.paid").title("T").build());
    String delivered = deliveries("delivered", 4).get(0);
    receiver.answers(request -> answer(request, 500));
    publish(NotificationEvent.of("order.paid").title("T").build());
    clock.forward(Duration.ofMinutes(2));
    await().until(() -> json(get("deliveries?state=waiting")).path("deliveries").size() == 10);
    assertThat(receiver.got().stream().map(Receiver.Got::toString))
        .as("secrets are sent")
        .anyMatch(sent -> sent.contains(canaries.of("chat header")))
        .anyMatch(sent -> sent.contains(canaries.of("own secret")))
        .anyMatch(sent -> sent.contains(canaries.of("host's header")))
        .anyMatch(sent -> sent.contains(canaries.of("host's client")))
        .anyMatch(sent -> sent.contains(canaries.of("host's path")))
        .anyMatch(sent -> sent.contains(canaries.of("client secret")))
        .anyMatch(sent -> sent.contains("Bearer " + canaries.of("token")));
    JsonNode job =
        json(post("redeliveries", "{'filter': {'service': '%s'}, 'rate': 1000}".formatted(own)));
    answer("POST redeliveries", post("deliveries/" + delivered + "/redeliver", "{}"));
    everyRoute(chat, delivered, job.path("id").asText());
    changeKeys();
    everyRoute(own, delivered, job.path("id").asText());
    restore(chat);
    proxy();
  }

  /** The only secret of the general settings. */
  private void proxy() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("proxyUrl", "http://127.0.0.1:1");
    settings.put("proxyUsername", "u");
    settings.put("proxyPassword", canaries.of("proxy password"));
    assertThat(webhooks.apply(settings, "ann")).isEmpty();
    assertThat(webhooks.settings()).containsEntry("proxyPassword", true);
    publish(NotificationEvent.of("order.paid").title("T").build());
    for (String path : List.of("history", "audit", "services", "export")) {
      answer("GET " + path, get(path));
    }
    changeKeys();
    outputs.put("the settings", "" + webhooks.settings());
  }

  private void changeKeys() {
    for (String action : List.of("prepare", "change")) {
      var answer = post("secrets/keys", "{'action': '%s'}".formatted(action));
      assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    }
  }

  private void everyRoute(String service, String delivery, String job) {
    String event = json(get("deliveries/" + delivery)).path("event").path("id").asText();
    long version =
        json(get("history?service=" + service)).at("/changes/0/version").asLong();
    var places = new LinkedHashMap<String, String>();
    places.put("deliveries/{id}", "deliveries/" + delivery);
    places.put("redeliveries/{id}", "redeliveries/" + job);
    places.put("v1/events/{id}", "v1/events/" + event);
    places.put("presets/{id}", "presets/slack");
    places.put("history/{version}/{document}", "history/" + version + "/" + service);
    places.put("{version}", "0.1");
    places.put("{name}", "Chat");
    places.put("{id}", service);
    var documents = new ArrayList<>(List.of(services.chat(), services.own()));
    documents.add(services.chat().replace("http://", "https://"));
    documents.add(services.chat().replace("127.0.0.1:", "not a host:"));
    documents.add(services.chat().substring(0, services.chat().length() - 3));
    documents.add(services.own().replace("\"name\": ", "\"name\": 7, \"nam\": "));
    documents.add("{\"action\": \"set\", \"secret\": \"" + canaries.of("set secret") + "\"}");
    documents.add("{\"action\": \"set\", \"secret\": \"\\\"" + canaries.of("quoted") + "\\\"\"}");
    new EveryRoute(this, places, documents)
        .ask(webhooks.routes().stream()
            .map(route -> route.method() + " " + route.path())
            .toList())
        .forEach(this::answer);
  }

  private void restore(String service) {
    JsonNode removed = json(get("history?service=" + service)).path("changes");
    for (JsonNode change : removed) {
      String path = "history/" + change.path("restores").asLong() + "/" + service;
      answer("GET " + path, get(path));
      answer("POST " + path, post(path + "/restore", "{}"));
    }
    answer("GET services", get("services"));
  }

  private void rotate(String service) {
    String next = Base64.getEncoder()
        .encodeToString(("#" + canaries.of("next secret")).getBytes(StandardCharsets.UTF_8));
    var answer = post(
        "services/" + service + "/secret",
        "{'action': 'rotate', 'secret': 'whsec_%s', 'secretOverlap': 86400}".formatted(next));
    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    answer("POST secret", answer);
  }

  private String save(String document) {
    var answer = raw("POST", "services", Map.of("Content-Type", "application/json"), document);
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    answer("POST services", answer);
    return json(answer).path("id").asText();
  }

  private Receiver.Reply answer(Receiver.Got request, int status) {
    return switch (request.path()) {
      case "/token" ->
        new Receiver.Reply(
            200,
            "{\"access_token\": \"" + canaries.of("token")
                + "\", \"token_type\": \"Bearer\", \"expires_in\": 3600}");
      case "/no-token" -> new Receiver.Reply(400, echo(request));
      default -> new Receiver.Reply(status, echo(request));
    };
  }

  private void answer(String asked, AdminResponse answer) {
    outputs.put(asked + " " + outputs.size(), answer.headers() + "\n" + text(answer));
  }

  /** Every way in which a receiver may tell what it got. */
  private static String echo(Receiver.Got request) {
    String all =
        request.method() + " " + request.path() + "\n" + request.headers() + "\n" + request.body();
    return String.join(
        "\n",
        all,
        all.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"),
        all.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"),
        URLEncoder.encode(all, StandardCharsets.UTF_8),
        URLDecoder.decode(request.path(), StandardCharsets.UTF_8),
        Base64.getEncoder().encodeToString(all.getBytes(StandardCharsets.UTF_8)),
        Base64.getUrlEncoder().encodeToString(("." + all).getBytes(StandardCharsets.UTF_8)));
  }

  /** The text of a record, and of all that is in it. */
  private void model(Object value, int depth) throws ReflectiveOperationException {
    if (value == null || depth > 12) {
      return;
    }
    outputs.put(
        "toString of " + value.getClass().getSimpleName() + " " + outputs.size(), "" + value);
    if (value instanceof Collection<?> all) {
      for (Object each : all) {
        model(each, depth + 1);
      }
    } else if (value instanceof Record) {
      for (RecordComponent part : value.getClass().getRecordComponents()) {
        // the text itself is what the record keeps
        if (part.getType() != String.class) {
          part.getAccessor().setAccessible(true);
          model(part.getAccessor().invoke(value), depth + 1);
        }
      }
    }
  }

  private void stored() throws SQLException {
    try (Connection connection = connect()) {
      var names = new ArrayList<String>();
      try (var tables =
          connection.getMetaData().getTables(null, null, "wh\\_%", new String[] {"TABLE"})) {
        while (tables.next()) {
          names.add(tables.getString("TABLE_NAME"));
        }
      }
      assertThat(names).contains("wh_setting", "wh_setting_change", "wh_log", "wh_frozen");
      for (String name : names) {
        outputs.put("table " + name, rows(connection, name));
      }
      assertThat(outputs.get("table wh_log")).contains("***");
    }
  }

  private static String rows(Connection connection, String table) throws SQLException {
    var text = new StringBuilder();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT * FROM " + table)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          Object value = rows.getObject(i);
          text.append(
                  value instanceof byte[] bytes
                      ? new String(bytes, StandardCharsets.ISO_8859_1)
                      : String.valueOf(value))
              .append('\n');
        }
      }
    }
    return text.toString();
  }

  private void files() throws IOException {
    try (var files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().equals("secret.key")) {
          outputs.put(
              "file " + file + " " + outputs.size(),
              new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
  }
}
