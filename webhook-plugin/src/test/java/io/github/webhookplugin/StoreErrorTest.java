package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Work for the store thread that ends by an Error. */
class StoreErrorTest extends OpenEngine {
  @Test
  void whoever_waits_for_it_hears_of_it_and_the_next_one_is_done() throws Exception {
    var broken = engine.call(() -> {
      throw new StackOverflowError();
    });
    var next = engine.call(() -> 1);

    assertThatThrownBy(() -> broken.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(StackOverflowError.class);
    assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo(1);
  }
}
