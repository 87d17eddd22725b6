package io.github.webhookplugin.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.FallbackChain.Hop;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where an event goes that a service does not take. */
class FallbackChainTest {
  private final Map<String, WebhookService> services = new LinkedHashMap<>();
  private final Map<Integer, String> stopped = new HashMap<>();
  private GlobalSettings global = GlobalSettings.DEFAULT;

  @Test
  void nothing_happens_without_a_fallback() {
    service("A", null);

    assertThat(after("A")).isEqualTo(FallbackChain.NONE);
    assertThat(after("A").delivers()).isFalse();
  }

  @Test
  void the_fallback_gets_it() {
    service("A", "B");
    service("B", "C");
    service("C", null);

    assertThat(after("A").said()).isEqualTo("It goes on to the fallback “B”.");
    assertThat(after("A").hops()).containsExactly(new Hop(2, 1, "", false));
    assertThat(after("A").delivers()).isTrue();
  }

  @Test
  void a_stopped_fallback_is_passed_by() {
    service("A", "B");
    service("B", "C");
    service("C", null);
    stopped.put(2, "Gone.");

    assertThat(after("A").said()).isEqualTo("Its fallback “B” does not get it either.");
    assertThat(after("A").hops())
        .containsExactly(
            new Hop(2, 1, "The service is stopped. Gone. It goes on to the fallback “C”.", false),
            new Hop(3, 2, "", false));
    assertThat(after("A").delivers()).isTrue();
  }

  @Test
  void a_fallback_that_an_admin_switched_off_ends_the_way() {
    service("A", "B");
    off("B", "C");
    service("C", null);

    assertThat(after("A").hops())
        .containsExactly(new Hop(2, 1, "The service was switched off.", false));
    assertThat(after("A").delivers()).isFalse();

    global = new GlobalSettings(false, 3, global.retries().interval(), global.timeout());
    assertThat(after("A").hops())
        .containsExactly(new Hop(2, 1, "Sending was switched off.", false));
  }

  @Test
  void a_fallback_that_was_removed_is_said() {
    service("A", "B");

    assertThat(after("A").said()).isEqualTo("Its fallback was removed.");
    assertThat(after("A").hops()).isEmpty();
  }

  @Test
  void a_service_that_had_it_does_not_get_it_again() {
    service("A", "B");
    service("B", "A");

    assertThat(chain("B", List.of(1), 1).said()).isEqualTo("Its fallback “A” has had it already.");
    service("C", "C");
    assertThat(after("C").said()).isEqualTo("Its fallback “C” has had it already.");
  }

  @Test
  void a_ring_of_stopped_services_ends() {
    service("A", "B");
    service("B", "C");
    service("C", "A");
    stopped.putAll(Map.of(1, "x", 2, "x", 3, "x"));

    assertThat(after("A").hops()).extracting(Hop::service).containsExactly(2, 3);
    assertThat(after("A").hops().get(1).whyNot())
        .isEqualTo("The service is stopped. x Its fallback “A” has had it already.");
    assertThat(after("A").delivers()).isFalse();
  }

  @Test
  void it_goes_on_three_times_and_no_more() {
    service("A", "B");
    service("B", "C");
    service("C", "D");
    service("D", "E");
    service("E", null);

    assertThat(chain("C", List.of(1, 2), 2).hops()).containsExactly(new Hop(4, 3, "", false));
    assertThat(chain("D", List.of(1, 2, 3), 3).hops()).isEmpty();
    assertThat(chain("D", List.of(1, 2, 3), 3).said()).startsWith("It goes no further");
  }

  private FallbackChain after(String name) {
    return chain(name, List.of(), 0);
  }

  private FallbackChain chain(String name, List<Integer> before, int depth) {
    Map<ServiceId, Integer> numbers = new HashMap<>();
    services.values().forEach(one -> numbers.put(one.id(), numbers.size() + 1));
    var active = new ActiveSettings(
        new Settings(1, global, List.copyOf(services.values())), numbers, Set.of());
    return FallbackChain.after(services.get(name), before, depth, active, stopped);
  }

  private void service(String name, @Nullable String fallback) {
    add(name, true, fallback);
  }

  private void off(String name, String fallback) {
    add(name, false, fallback);
  }

  private void add(String name, boolean enabled, @Nullable String fallback) {
    services.put(
        name,
        new WebhookService(
            id(name),
            new WebhookService.Label(name, ""),
            enabled,
            new RequestTemplate(HttpMethod.POST, "http://localhost/", List.of(), List.of(), "{}"),
            new ResponseCheck.Success(),
            WebhookService.Sending.DEFAULT,
            Shaping.NONE,
            new FailureRules(false, false, fallback == null ? null : id(fallback), null)));
  }

  private static ServiceId id(String name) {
    return new ServiceId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }
}
