package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.DeliveryListener;
import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.PublishReceipt;
import io.github.webhookplugin.api.ServiceNotice;
import io.github.webhookplugin.api.ServiceNotice.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts on one PostgreSQL agree on which services are stopped. */
class SharedStatesTest extends OpenChannel {
  @RegisterExtension
  final EmptyDatabase database = new EmptyDatabase();

  @TempDir
  Path elsewhere;

  private final List<ServiceNotice> notices = new CopyOnWriteArrayList<>();
  private final List<ServiceNotice> othersNotices = new CopyOnWriteArrayList<>();
  private WebhookRuntime other;

  @Override
  void start() {
    webhooks = WebhookRuntime.open(host(data, notices));
    try {
      Files.copy(
          data.resolve("secret.key"),
          elsewhere.resolve("secret.key"),
          StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    other = WebhookRuntime.open(host(elsewhere, othersNotices));
  }

  @AfterEach
  void closeOther() {
    other.stop(BOUND);
  }

  @Test
  void what_one_host_stops_the_other_skips_and_what_one_resumes_the_other_sends() {
    configure(service("Orders", "/orders"));
    soon(() -> publishAtOther().deliveries() == 1);
    receiver.answers(410, "");
    webhooks.publish(anEvent());

    soon(() -> publishAtOther().skipped() == 1);
    assertThat(status(other)).contains("\"state\":\"failed\"", "410");

    receiver.answers(200, "ok");
    assertThat(call(other, "POST", "services/" + id() + "/resume").status()).isEqualTo(200);
    soon(() -> webhooks.publish(anEvent()).deliveries() == 1);
    assertThat(status(webhooks)).contains("\"state\":\"active\"");
    await().until(() -> notices.size() + othersNotices.size() >= 2);
    assertThat(List.of(notices, othersNotices).stream().flatMap(List::stream))
        .as("each is told once, by the host that did it")
        .extracting(ServiceNotice::kind)
        .containsExactlyInAnyOrder(Kind.STOPPED, Kind.RESUMED);
  }

  private PublishReceipt publishAtOther() {
    return other.publish(anEvent());
  }

  /** Lets the hosts look at what others did. */
  private void soon(BooleanSupplier seen) {
    await().until(() -> {
      clock.forward(Duration.ofMillis(500));
      return seen.getAsBoolean();
    });
  }

  private String status(WebhookRuntime host) {
    return new String(call(host, "GET", "services/" + id()).body(), StandardCharsets.UTF_8);
  }

  private String id() {
    return String.valueOf(services().get(0).get("id"));
  }

  private static AdminResponse call(WebhookRuntime host, String method, String path) {
    return host.admin(
        new AdminRequest(method, "api/v1/" + path, Map.of(), Map.of(), new byte[0], "ann"));
  }

  private HostContext host(Path folder, List<ServiceNotice> heard) {
    return HostContext.builder(folder)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .clock(clock)
        .jdbcUrl(database.url())
        .listener(new DeliveryListener() {
          @Override
          public void ended(DeliveryReceipt receipt) {
            receipts.add(receipt);
          }

          @Override
          public void noticed(ServiceNotice notice) {
            heard.add(notice);
          }
        })
        .build();
  }
}
