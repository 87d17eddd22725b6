package io.github.webhookplugin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** The past that the demo host makes for itself: deliveries of every kind. */
final class Story {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Story() {}

  /** Waits until something was delivered and something has failed. */
  static void await(DemoHost host) {
    org.awaitility.Awaitility.await().atMost(LONGEST).untilAsserted(() -> {
      assertThat(host.get("deliveries?state=delivered").path("deliveries")).isNotEmpty();
      assertThat(host.get("deliveries?state=failed").path("deliveries")).isNotEmpty();
    });
  }
}
