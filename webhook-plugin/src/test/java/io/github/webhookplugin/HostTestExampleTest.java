package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.receivers.Receivers;
import io.github.webhookplugin.receivers.Slack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A host's own test with a simulated receiver, as the host guide shows it. */
class HostTestExampleTest {
  static final Slack slack = new Slack();

  @RegisterExtension
  static final Receivers receivers = Receivers.on(slack);

  @TempDir
  Path data;

  @Nullable
  WebhookRuntime webhooks;

  @AfterEach
  void stop() {
    Objects.requireNonNull(webhooks).stop(Duration.ofSeconds(5));
  }

  @Test
  void the_team_is_told_of_a_paid_order() {
    channel(receivers.url(slack))
        .publish(
            NotificationEvent.of("order.paid").title("Order <4711> is paid").build());

    await().until(() -> slack.taken().size() == 1);
    assertThat(Slack.shown(slack.taken().get(0))).contains("Order <4711> is paid");
  }

  private WebhookRuntime channel(String url) {
    webhooks = WebhookRuntime.open(HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .build());
    var service = Map.of("name", "Team", "url", url, "body", "{\"text\":\"{{slack title}}\"}");
    assertThat(webhooks.apply(Map.of("services", List.of(service)), "test")).isEmpty();
    return webhooks;
  }
}
