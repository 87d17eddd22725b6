package io.github.webhookplugin.sending;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetsTest {
  private final Targets targets = new Targets();

  @Test
  void a_url_is_read_once_and_means_the_same_again() {
    var first = targets.of("https://example.org/a?b=c");

    assertThat(first).isEqualTo(Target.of("https://example.org/a?b=c"));
    var again = targets.of("https://example.org/a?b=c");
    assertThat(again).isEqualTo(first.map(Target::again));
    assertThat(targets.of("https://example.org/a?b=c")).isSameAs(again);
    assertThat(targets.of("https://example.org/other")).isNotEqualTo(first);
    assertThat(targets.of("ftp://example.org/")).isEmpty();
    assertThat(targets.of("ftp://example.org/")).isEmpty();
  }

  @Test
  void addresses_that_never_come_again_do_not_fill_the_memory() {
    for (int i = 0; i < 5_000; i++) {
      targets.of("https://example.org/" + i);
    }

    assertThat(targets.size()).isLessThanOrEqualTo(1_000);
  }
}
