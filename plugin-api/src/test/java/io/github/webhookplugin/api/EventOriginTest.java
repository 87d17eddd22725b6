package io.github.webhookplugin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EventOriginTest {
  private static final String A = "11111111-2222-4333-8444-555555555555";
  private static final String B = "8d9f2c3e-0000-4000-8000-000000000001";

  @Test
  void the_origin_is_what_the_header_names() {
    assertThat(origin(A + "," + B)).isEqualTo(A + ", " + B);
  }

  @Test
  void a_request_without_the_header_has_none() {
    assertThat(EventOrigin.of(name -> null)).isEmpty();
  }

  @Test
  void nothing_but_ids_comes_in() {
    assertThat(origin("webhook:Ops, <script>, " + A + ", 1-1-1-1-1")).isEqualTo(A);
    assertThat(origin((A + ",").repeat(1_000)).split(", ")).hasSize(64);
  }

  private static String origin(String value) {
    return EventOrigin.of(Map.of(EventOrigin.HEADER, value)::get);
  }
}
