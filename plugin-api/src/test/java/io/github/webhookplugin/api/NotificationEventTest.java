package io.github.webhookplugin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NotificationEventTest {
  @Test
  void only_the_type_is_required_and_texts_that_were_not_given_are_empty() {
    NotificationEvent event = NotificationEvent.of("task.finished").build();

    assertThat(event.type()).isEqualTo("task.finished");
    assertThat(List.of(
            event.title(),
            event.subTitle(),
            event.message(),
            event.logo(),
            event.image(),
            event.origin()))
        .containsOnly("");
    assertThat(event.id()).isEmpty();
    assertThat(event.time()).isEmpty();
    assertThat(event.actor()).isEmpty();
    assertThat(event.data()).isEmpty();
  }

  @Test
  void everything_given_is_there() {
    Instant time = Instant.parse("2026-11-21T08:15:30Z");
    NotificationEvent event = NotificationEvent.of("order.paid")
        .id("order-10477")
        .title("Order 10477")
        .time(time)
        .actor(new Person("u1", "Anna"))
        .recipients(List.of(new Person("u2", "Ben")))
        .entity(Map.of("type", "order"))
        .changes(Map.of("fieldsAdded", List.of()))
        .data("amount", new BigDecimal("19.90"))
        .data("paid", true)
        .build();

    assertThat(event.id()).hasValue("order-10477");
    assertThat(event.time()).hasValue(time);
    assertThat(event.actor()).hasValue(new Person("u1", "Anna"));
    assertThat(event.recipients()).extracting(Person::name).containsExactly("Ben");
    assertThat(event.data())
        .containsEntry("amount", new BigDecimal("19.90"))
        .containsEntry("paid", true);
  }

  @Test
  void the_hosts_objects_are_copied_so_that_later_changes_are_not_seen() {
    var items = new ArrayList<>(List.of("a"));
    var counter = new AtomicInteger(1);
    var data = new HashMap<String, Object>(Map.of("items", items, "counter", counter));
    NotificationEvent event = NotificationEvent.of("x").data(data).build();

    items.add("b");
    data.put("more", 1);
    counter.set(2);

    assertThat(event.data()).isEqualTo(Map.of("items", List.of("a"), "counter", 1L));
    assertThatThrownBy(() -> event.data().put("more", 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void objects_of_the_host_become_their_text_so_that_templates_cannot_reach_into_them() {
    NotificationEvent event = NotificationEvent.of("x")
        .data("file", new File("/etc/hostname"))
        .data("time", Instant.EPOCH)
        .data("nothing", null)
        .data("list", new Object[] {1, Double.NaN})
        .data("ints", new int[] {1, 2})
        .build();

    assertThat(event.data())
        .containsEntry("file", "/etc/hostname")
        .containsEntry("time", "1970-01-01T00:00:00Z")
        .containsEntry("nothing", null)
        .containsEntry("list", List.of(1, "NaN"))
        .containsEntry("ints", List.of(1, 2));
  }

  @Test
  void a_value_that_contains_itself_is_refused() {
    var loop = new HashMap<String, Object>();
    loop.put("self", loop);

    assertThatThrownBy(() -> NotificationEvent.of("x").data(loop))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 levels");
  }

  @Test
  void a_blank_or_endless_type_id_or_key_is_refused() {
    assertThatThrownBy(() -> NotificationEvent.of(" "))
        .hasMessageContaining("type must not be blank");
    assertThatThrownBy(() -> NotificationEvent.of("x".repeat(201)))
        .hasMessageContaining("200 characters, has 201");
    assertThatThrownBy(() -> NotificationEvent.of("x").id(""))
        .hasMessageContaining("id must not be blank");
    assertThatThrownBy(() -> NotificationEvent.of("x").deduplicationKey(" "))
        .hasMessageContaining("deduplicationKey must not be blank");
    assertThatThrownBy(() -> NotificationEvent.of("x").deduplicationKey("k".repeat(201)))
        .hasMessageContaining("200 characters, has 201");
    assertThat(NotificationEvent.of("x").deduplicationKey("k").build().deduplicationKey())
        .hasValue("k");
    assertThat(NotificationEvent.of("x").build().deduplicationKey()).isEmpty();
  }

  @Test
  void a_time_that_no_receiver_could_read_is_refused() {
    assertThatThrownBy(() -> NotificationEvent.of("x").time(Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("years 1 to 9999");
    assertThatThrownBy(() -> NotificationEvent.of("x").time(Instant.MIN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(NotificationEvent.of("x")
            .time(Instant.parse("9999-12-31T23:59:59.999999999Z"))
            .time(Instant.parse("0001-01-01T00:00:00Z"))
            .build()
            .time())
        .hasValue(Instant.parse("0001-01-01T00:00:00Z"));
  }

  @Test
  void a_number_of_more_digits_than_anybody_reads_is_refused() {
    var most = BigInteger.TEN.pow(999);
    var more = BigInteger.TEN.pow(1_001);

    assertThat(NotificationEvent.of("x").data("n", most).build().data()).containsEntry("n", most);
    assertThatThrownBy(() -> NotificationEvent.of("x").data("n", more))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("data.n is a number of about 1001 digits; it may have 1000");
    assertThatThrownBy(() ->
            NotificationEvent.of("x").entity(Map.of("list", List.of(new BigDecimal(more, 1_000)))))
        .hasMessageContaining("entity.list[0]");
  }

  @Test
  void an_exponent_of_any_size_costs_nothing() {
    var huge = new BigDecimal("1E1000000000");

    assertThat(NotificationEvent.of("x").data("n", huge).build().data()).containsEntry("n", huge);
  }

  @Test
  void a_builder_builds_once() {
    var builder = NotificationEvent.of("x");
    builder.build();

    assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
  }
}
