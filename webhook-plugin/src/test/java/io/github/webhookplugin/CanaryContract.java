package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.Keyring;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A canary in every secret field; everything happens that can; then nothing that comes out has one. */
abstract class CanaryContract extends PagesFixture {
  private final Canaries canaries = new Canaries();
  private Keyring keys;
  private CanaryServices services;
  private final Outputs outputs = new Outputs();

  /** A connection to the store beside the plugin's own. */
  abstract Connection connect() throws SQLException;

  @BeforeEach
  void makeClientCertificate(@TempDir Path folder) throws Exception {
    keys = new Keyring(folder)
        .add("client", "RSA", "-startdate", "2026/01/01 00:00:00", "-validity", "3650");
    services = new CanaryServices(receiver, canaries, keys);
  }

  @Test
  void nothing_that_comes_out_of_the_plugin_has_a_secret_in_it() throws Exception {
    try (var log = new LogCapture()) {
      live();
      outputs.add("the log", log.text());
    }
    outputs.model(webhooks.active(), 0);
    outputs.add("health", webhooks.health().toString());
    Thread.getAllStackTraces().keySet().forEach(each -> outputs.add("thread", each.getName()));
    try (Connection connection = connect()) {
      outputs.stored(connection);
    }
    outputs.files(data);
    webhooks.stop(Duration.ofSeconds(5));
    outputs.files(data);

    assertThat(outputs.from("the log")).as("is caught").contains("attempt 1");
    assertThat(outputs.size()).isGreaterThan(300);
    assertThat(outputs.with(canaries)).isEmpty();
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
    outputs.answer("POST redeliveries", post("deliveries/" + delivered + "/redeliver", "{}"));
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
      outputs.answer("GET " + path, get(path));
    }
    changeKeys();
    outputs.add("the settings", "" + webhooks.settings());
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
        .forEach(outputs::answer);
  }

  private void restore(String service) {
    JsonNode removed = json(get("history?service=" + service)).path("changes");
    for (JsonNode change : removed) {
      String path = "history/" + change.path("restores").asLong() + "/" + service;
      outputs.answer("GET " + path, get(path));
      outputs.answer("POST " + path, post(path + "/restore", "{}"));
    }
    outputs.answer("GET services", get("services"));
  }

  private void rotate(String service) {
    String next = Base64.getEncoder()
        .encodeToString(("#" + canaries.of("next secret")).getBytes(StandardCharsets.UTF_8));
    var answer = post(
        "services/" + service + "/secret",
        "{'action': 'rotate', 'secret': 'whsec_%s', 'secretOverlap': 86400}".formatted(next));
    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    outputs.answer("POST secret", answer);
  }

  private String save(String document) {
    var answer = raw("POST", "services", Map.of("Content-Type", "application/json"), document);
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    outputs.answer("POST services", answer);
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
}
