package io.github.webhookplugin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopsTest {
  private static final ServiceId ID = ServiceId.parse("8d9f2c3e-0000-4000-8000-000000000001");
  private static final String OTHER = "11111111-2222-4333-8444-555555555555";

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "import-7", "a, b", "webhook:", "webhook-test", ","})
  void an_origin_that_is_no_webhook_is_no_hop(String origin) {
    assertThat(Hops.of(origin).any()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8d9f2c3e-0000-4000-8000-000000000001",
        "webhook:8d9f2c3e-0000-4000-8000-000000000001",
        "webhook:8D9F2C3E-0000-4000-8000-000000000001",
        "webhook:Ops, night",
        OTHER + ", 8d9f2c3e-0000-4000-8000-000000000001"
      })
  void a_service_is_known_by_its_id_or_its_name(String origin) {
    assertThat(Hops.of(origin).through(service("Ops, night"))).isTrue();
    assertThat(Hops.of(origin)
            .through(new WebhookService(
                ServiceId.random(),
                new WebhookService.Label("Else", ""),
                true,
                NO_REQUEST,
                CHECK,
                SENDING)))
        .isFalse();
  }

  @Test
  void the_header_names_all_services_and_the_one_that_sends_but_no_name() {
    assertThat(Hops.NONE.header(ID)).isEqualTo(ID.toString());
    assertThat(Hops.of(OTHER).header(ID)).isEqualTo(OTHER + ", " + ID);
    assertThat(Hops.of("webhook:Ops").header(ID))
        .isEqualTo("00000000-0000-0000-0000-000000000000, " + ID)
        .doesNotContain("Ops");
  }

  @Test
  void the_header_has_a_bound_however_long_the_origin_is() {
    String origin = String.join(",", java.util.Collections.nCopies(500, OTHER));

    assertThat(Hops.of(origin).header(ID).split(", ")).hasSize(LoopRules.MOST_HOPS + 1);
  }

  @Test
  void what_goes_out_together_has_the_hops_of_all() {
    assertThat(Hops.together(List.of("", OTHER, "import", ID.toString(), OTHER)).services())
        .containsExactly(OTHER, ID.toString());
  }

  private static final RequestTemplate NO_REQUEST =
      new RequestTemplate(HttpMethod.POST, "https://h.example/", List.of(), List.of(), "{}");
  private static final ResponseCheck CHECK = new ResponseCheck.Success();
  private static final WebhookService.Sending SENDING = WebhookService.Sending.DEFAULT;

  private static WebhookService service(String name) {
    return new WebhookService(
        ID, new WebhookService.Label(name, ""), true, NO_REQUEST, CHECK, SENDING);
  }
}
