package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.EventType;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.outbox.LogFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole plugin, opened on a folder of its own, with its JSON API as a host calls it and a real receiver. */
abstract class AdminFixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  Path data;

  final MutableClock clock = MutableClock.atSomeMorning();
  final List<DeliveryReceipt> receipts = new CopyOnWriteArrayList<>();
  Receiver receiver;
  WebhookRuntime webhooks;

  @BeforeEach
  void open() throws IOException {
    receiver = new Receiver();
    start();
  }

  /** Opens the channel as a host would; again after a stop. */
  void start() {
    webhooks = WebhookRuntime.open(context().build());
  }

  HostContext.Builder context() {
    return HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .clock(clock)
        .listener(receipts::add)
        .eventType(new EventType(
            "order.paid",
            "An order was paid",
            NotificationEvent.of("order.paid").title("Order 1 was paid").build()));
  }

  @AfterEach
  void close() {
    webhooks.stop(Duration.ofSeconds(5));
    receiver.close();
  }

  /** {@code '} in the body stands for {@code "}, a backtick for the same inside a text. */
  AdminResponse call(String method, String path, Map<String, String> headers, String body) {
    return raw(method, path, headers, body.replace('\'', '"').replace("`", "\\\""));
  }

  /** Sends the body as it is. */
  AdminResponse raw(String method, String path, Map<String, String> headers, String body) {
    return ask(method, "api/v1/" + path, headers, body);
  }

  /** Asks for a whole path. */
  AdminResponse ask(String method, String path, Map<String, String> headers, String body) {
    var params = new HashMap<String, List<String>>();
    int query = path.indexOf('?');
    if (query >= 0) {
      for (String pair : path.substring(query + 1).split("&")) {
        params
            .computeIfAbsent(pair.substring(0, pair.indexOf('=')), name -> new ArrayList<>())
            .add(pair.substring(pair.indexOf('=') + 1));
      }
    }
    return webhooks.admin(new AdminRequest(
        method,
        query < 0 ? path : path.substring(0, query),
        params,
        headers,
        body.getBytes(StandardCharsets.UTF_8),
        "ann"));
  }

  AdminResponse get(String path) {
    return call("GET", path, Map.of(), "");
  }

  /** Sends JSON; {@code '} stands for {@code "}, a backtick for the same inside a text. */
  AdminResponse send(String method, String path, String body) {
    return call(method, path, Map.of("Content-Type", "application/json"), body);
  }

  AdminResponse post(String path, String body) {
    return send("POST", path, body);
  }

  /** A new service that calls the receiver; {@code more} are further fields, each with a comma before it. */
  String service(String name, String more) {
    var answer = post(
        "services", "{'name': '%s', 'url': '%s'%s}".formatted(name, receiver.url("/in"), more));
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    return json(answer).path("id").asText();
  }

  void publish(NotificationEvent event) {
    webhooks.publish(event);
  }

  /** Waits until so many deliveries are in the state, and gives their ids, newest first. */
  List<String> deliveries(String state, int count) {
    await()
        .until(() -> json(get("deliveries?state=" + state)).path("deliveries").size() == count);
    var ids = new ArrayList<String>();
    json(get("deliveries?state=" + state))
        .path("deliveries")
        .forEach(each -> ids.add(each.path("id").asText()));
    return ids;
  }

  boolean nothingStored() {
    return webhooks.deliveries().page(LogFilter.ALL, Long.MAX_VALUE, 1).isEmpty();
  }

  static JsonNode json(AdminResponse answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(AdminResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  static void assertProblem(AdminResponse answer, int status, String... pointers) {
    assertThat(answer.status()).as(text(answer)).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(json(answer).path("status").asInt()).isEqualTo(status);
    assertThat(json(answer).path("title").asText()).isNotBlank();
    assertThat(json(answer).path("detail").asText()).matches("(?s).+[.?]");
    assertThat(json(answer).path("errors").findValuesAsText("pointer"))
        .containsAll(List.of(pointers));
  }
}
