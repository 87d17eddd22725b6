package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.Retention;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a host says about retention is what is kept. */
class RetentionTest extends OpenChannel {
  @Override
  HostContext.Builder context() {
    return super.context().retention(Duration.ofHours(2), 1_000);
  }

  @Test
  void what_is_older_than_the_host_wants_goes() {
    configure(service("Orders", "/orders"));
    webhooks.publish(anEvent());
    receipt();
    clock.forward(Duration.ofMinutes(119));
    webhooks.publish(anEvent());
    receipts(2);

    clock.forward(Duration.ofMinutes(2));

    await().until(() -> {
      clock.forward(Duration.ofMillis(100));
      return log().size() == 1;
    });
  }

  @Test
  void what_is_more_than_the_host_wants_goes() {
    configure(service("Orders", "/orders"));
    for (int i = 0; i < 1_010; i++) {
      webhooks.publishAsync(anEvent());
    }
    receipts(1_010);

    clock.forward(Duration.ofMinutes(1));

    await().until(() -> {
      clock.forward(Duration.ofMillis(100));
      return log().size() == 1_000;
    });
  }

  @Test
  void a_host_that_says_nothing_keeps_a_month_or_a_million() {
    assertThat(HostContext.builder(data)
            .allowNetwork("127.0.0.0/8")
            .allowHost("localhost")
            .build()
            .retention())
        .isEqualTo(new Retention(Duration.ofDays(30), 1_000_000));
  }

  @Test
  void values_out_of_range_are_refused_by_name() {
    var builder = HostContext.builder(data).allowNetwork("127.0.0.0/8").allowHost("localhost");

    assertThatThrownBy(() -> builder.retention(Duration.ofMinutes(59), 1_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one hour")
        .hasMessageContaining("PT59M");
    assertThatThrownBy(() -> builder.retention(Duration.ofDays(1), 999))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000 to")
        .hasMessageContaining("was 999");
  }
}
