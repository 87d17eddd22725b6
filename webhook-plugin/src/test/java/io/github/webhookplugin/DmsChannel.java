package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A service that sends what DMS sends, and receivers that verify as DMS's documentation says. */
abstract class DmsChannel extends OpenChannel {
  static final String PASSWORD = "Signature key 密";
  static final List<Person> TWO = List.of(new Person("1", "xxx1"), new Person("2", "张三"));

  /** In the order of the seed's sample; {@code taskId}, which no sample has, is the last. */
  static final String EVENT = """
      {"submitterName": "{{actor.name}}", "submitterUid": "{{actor.id}}",
       "category": "{{data.category}}", "event": "{{data.event}}", "eventTime": {{timeMillis}},
       "message": "{{message}}", "Module": "{{data.module}}",
       "receivers": [{{#recipients}}{"name": "{{name}}", "uid": "{{id}}"},{{/recipients}}],
       "targetUsers": [{{#recipients}}{"name": "{{name}}", "uid": "{{id}}"},{{/recipients}}],
       "taskName": "{{entity.name}}"{{#entity.id}}, "taskId": "{{entity.id}}"{{/entity.id}}}""";

  private static final ObjectMapper JSON = new ObjectMapper();

  static String signedBody(String event) {
    return "{\"messageEvent\": " + event
        + ", \"signatureMethod\": \"HMAC_SHA1\", \"signatureText\": \"{{sign}}\"}";
  }

  /** A service with method HMAC_SHA1; more fields as name, value. */
  Map<String, Object> dms(Object... more) {
    var service = new HashMap<String, Object>(service(
        "DMS",
        "/",
        "signature",
        "dms",
        "secret",
        PASSWORD,
        "headers",
        List.of(Map.of("name", "DMS-Event", "value", "Message Hook")),
        "body",
        signedBody(EVENT),
        "rules",
        RULES));
    for (int i = 0; i < more.length; i += 2) {
      service.put((String) more[i], more[i + 1]);
    }
    return service;
  }

  static final List<Map<String, Object>> RULES = List.of(
      Map.of(
          "when",
          Map.of("json", Map.of("pointer", "/success", "equals", true)),
          "then",
          "delivered"),
      Map.of(
          "when", Map.of("json", Map.of("pointer", "/success", "equals", false)),
          "then", "retry",
          "say", "The receiver said no: {/root}"),
      Map.of(
          "when", Map.of("status", "200-299", "empty", true),
          "then", "delivered",
          "say", "The receiver answered nothing; DMS receivers usually say success: true."));

  static NotificationEvent.Builder ticket() {
    return NotificationEvent.of("ticket.succeeded")
        .actor(new Person("167382665015xxxx", "xxx"))
        .message("[DMS] Webhook test, code: 144619 ")
        .time(Instant.ofEpochMilli(1625630049930L))
        .entity(Map.of("name", "Webhook test"))
        .recipients(TWO)
        .data(Map.of("category", "Tickets", "event", "Success", "module", "Data change"));
  }

  /** Publishes an event and gives the request that arrived. */
  Receiver.Got sent(NotificationEvent event) {
    webhooks.publish(event);
    return got();
  }

  JsonNode messageEvent(Receiver.Got got) {
    return json(got.body()).path("messageEvent");
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All receivers that a user of DMS may have: both versions, with the flag, without, and by substring. */
  static void assertVerified(String url, String password, String body) {
    for (Fastjson fastjson : Fastjson.values()) {
      for (Class<? extends UnaryOperator<String>> type :
          List.<Class<? extends UnaryOperator<String>>>of(
              DmsSeedReceiver.class, DmsSeedReceiver.Unordered.class, DmsSeedReceiver.Raw.class)) {
        assertThat(verified(fastjson, type, url, password, body))
            .as(fastjson + " " + type.getSimpleName() + " " + body)
            .isTrue();
      }
    }
  }

  static boolean verified(
      Fastjson fastjson,
      Class<? extends UnaryOperator<String>> receiver,
      String url,
      String password,
      String body) {
    return Boolean.parseBoolean(fastjson.load(receiver).apply(url + "\n" + password + "\n" + body));
  }
}
