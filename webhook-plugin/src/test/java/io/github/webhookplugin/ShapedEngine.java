package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.RateGroup;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.LogFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An engine whose services shape their events; their requests tell the event's title. */
abstract class ShapedEngine extends OpenEngine {
  static final Duration INTERVAL = Duration.ofSeconds(60);

  ShapedEngine() {
    global = new GlobalSettings(true, 3, INTERVAL, Duration.ofSeconds(10));
  }

  void groups(RateGroup... groups) {
    global = global.with(List.of(groups));
  }

  WebhookService service(String name, Shaping shaping) {
    WebhookService plain = service(name, FailureRules.DEFAULT);
    var request = new RequestTemplate(
        HttpMethod.POST, plain.request().url(), List.of(), List.of(), "{\"title\": \"{{title}}\"}");
    return new WebhookService(
        plain.id(),
        plain.label(),
        true,
        request,
        plain.check(),
        plain.delivery(),
        shaping,
        plain.failures());
  }

  void publish(String title) {
    publish(NotificationEvent.of("order.paid").title(title).build());
  }

  /** Publishes events with these numbers as titles. */
  void publish(int from, int to) {
    for (int i = from; i <= to; i++) {
      publish(String.valueOf(i));
    }
  }

  /** The requests, once there are that many; no more may have come. */
  List<Receiver.Got> got(int count) {
    await().until(() -> receiver.got().size() >= count);
    assertThat(receiver.got()).hasSize(count);
    return receiver.got();
  }

  /** All deliveries, the oldest first. */
  List<DeliveryRow> rows() {
    var rows = new ArrayList<>(log.page(LogFilter.ALL, Long.MAX_VALUE, 10_000));
    Collections.reverse(rows);
    return rows;
  }

  void untilWaiting(int tries) {
    await()
        .until(() -> rows().stream()
            .anyMatch(row -> row.state() == DeliveryRow.State.WAITING && row.tries() == tries));
  }
}
