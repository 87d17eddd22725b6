package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Audience;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.WebhookService;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a service the way {@link ServiceReader} reads it. */
final class ServiceDocument {
  private ServiceDocument() {}

  static Map<String, Object> of(WebhookService service, Veil veil) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    var request = service.request();
    var id = service.id();
    document.put("id", id.toString());
    document.put("name", service.name());
    document.put("url", service.hasAddress() ? veil.url(id, request) : null);
    document.put("secretUrl", request.secretUrl());
    document.put("method", request.method().name());
    document.put("description", service.label().description());
    document.put("preset", service.label().preset());
    document.put("enabled", service.enabled());
    document.put("headers", rows(id, "headers", request.headers(), veil));
    document.put("queryParams", rows(id, "queryParams", request.queryParams(), veil));
    document.put("body", request.body());
    document.put("check", check(service.check()));
    document.put("rules", RuleDocument.of(service.receiver().verdicts()));
    document.put("limits", LimitDocument.of(service.receiver().limits()));
    putSending(document, service, veil);
    putBatches(document, service.shaping());
    putPace(document, service.shaping());
    putFailures(document, service.failures());
    FilterDocument.put(document, service.events());
    putAudience(document, service.audience());
    ProfileDocument.put(document, service.profile());
    return PlainMaps.withNulls(document);
  }

  /** A whole number of seconds as an integer, else a decimal. */
  static @Nullable Object seconds(@Nullable Duration duration) {
    if (duration == null) {
      return null;
    }
    return duration.toMillisPart() == 0
        ? (Object) (int) duration.toSeconds()
        : BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
  }

  private static void putSending(
      Map<String, @Nullable Object> document, WebhookService service, Veil veil) {
    var sending = service.delivery();
    document.put("timeout", seconds(sending.timeout()));
    document.put("retry", RetryDocument.of(sending.retry()));
    document.put("signature", RecipeDocument.of(sending.signing()));
    document.put("secret", veil.signingSecret(service.id(), sending.signing()));
    document.put(
        CredentialsReader.FIELD, CredentialsDocument.of(service.id(), sending.credentials(), veil));
    document.put("timeFormat", word(ServiceReader.TIME_FORMATS, sending.timeFormat()));
    document.put("concurrency", sending.concurrency());
    document.put(TlsReader.FIELD, veil.tls(service.id(), sending.tls()));
  }

  private static void putBatches(Map<String, @Nullable Object> document, Shaping shaping) {
    document.put("batchSize", shaping.batching().size());
    document.put("batchWait", seconds(shaping.batching().longestWait()));
    document.put("batchBody", shaping.batching().body());
    var digest = shaping.digest();
    document.put(
        "digest",
        digest == null ? null : Map.of("maxEvents", digest.size(), "body", digest.body()));
  }

  private static void putPace(Map<String, @Nullable Object> document, Shaping shaping) {
    document.put("rate", RateDocument.of(shaping.rates()));
    document.put("rateGroup", shaping.rateGroup());
    document.put("ordered", shaping.ordered());
  }

  private static @Nullable Map<String, Object> downstream(
      FailureRules.@Nullable Downstream downstream) {
    if (downstream == null) {
      return null;
    }
    var on = new ArrayList<String>();
    if (downstream.delivered()) {
      on.add(FailureReader.DELIVERED);
    }
    if (downstream.failed()) {
      on.add(FailureReader.FAILED);
    }
    var map = new LinkedHashMap<String, Object>();
    map.put("service", downstream.service().toString());
    map.put("on", on);
    return map;
  }

  private static void putFailures(Map<String, @Nullable Object> document, FailureRules failures) {
    document.put("retryEveryFailure", failures.retryEvery());
    document.put("stopAtRetryLimit", failures.stopAtLimit());
    document.put(
        "fallback", failures.fallback() == null ? null : failures.fallback().toString());
    document.put("downstream", downstream(failures.downstream()));
  }

  private static void putAudience(Map<String, @Nullable Object> document, Audience audience) {
    for (Audience.Group group : Audience.Group.values()) {
      document.put(AudienceReader.field(group), audience.groups().contains(group));
    }
    document.put("receivers", audience.receivers());
  }

  private static List<Map<String, Object>> rows(
      ServiceId id, String list, List<NamedValue> values, Veil veil) {
    var rows = new ArrayList<Map<String, Object>>();
    for (NamedValue value : values) {
      var row = new LinkedHashMap<String, @Nullable Object>();
      row.put("name", value.name());
      if (value.secret()) {
        veil.value(id, list + "/" + value.name(), value, row);
      } else {
        row.put("value", value.value());
        row.put("secret", false);
      }
      rows.add(PlainMaps.withNulls(row));
    }
    return rows;
  }

  private static Map<String, Object> check(ResponseCheck check) {
    if (check instanceof ResponseCheck.Content content) {
      var map = new LinkedHashMap<String, Object>();
      map.put("type", CheckReader.CONTENT);
      map.put("contains", content.contains());
      map.put("ignoreStatus", content.ignoreStatus());
      return map;
    }
    if (check instanceof ResponseCheck.StatusCode) {
      return Map.of("type", CheckReader.STATUS_CODE);
    }
    if (check instanceof ResponseCheck.Success) {
      return Map.of("type", CheckReader.SUCCESS);
    }
    throw new IllegalStateException("no word for the check " + check);
  }

  /** The word that a reader takes for a value. */
  static <E> String word(Map<String, E> words, E value) {
    return words.entrySet().stream()
        .filter(entry -> entry.getValue().equals(value))
        .findFirst()
        .orElseThrow()
        .getKey();
  }
}
