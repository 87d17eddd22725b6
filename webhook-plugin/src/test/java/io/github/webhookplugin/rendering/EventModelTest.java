package io.github.webhookplugin.rendering;

import static io.github.webhookplugin.rendering.Samples.TIME;
import static io.github.webhookplugin.rendering.Samples.anEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.api.Person;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventModelTest {
  @Test
  void nothing_is_lost_when_it_is_stored() {
    var data = new LinkedHashMap<String, Object>();
    data.put("z", Arrays.asList(null, true, "", "中😀\u2028\0"));
    data.put("a", null);
    data.put("big", BigInteger.TEN.pow(999));
    data.put("long", Long.MIN_VALUE);
    data.put("money", new BigDecimal("1.500"));
    data.put("tiny", new BigDecimal("1E-400"));
    data.put("wide", new BigDecimal("12E+7"));
    data.put("binary", 0.1);
    data.put("short", (short) 7);
    data.put("nan", Double.NaN);
    data.put("", Map.of());
    data.put("half \uD800", "half \uDC00");
    data.put("long key " + "k".repeat(60_000), "v".repeat(100_000));
    var model = EventModel.of(
        anEvent()
            .title("T")
            .actor(new Person("1", "Ann"))
            .recipients(List.of(new Person("2", "")))
            .data(data)
            .build(),
        "evt-1",
        TIME);

    var stored = EventModel.fromJson(model.toJson());

    assertThat(stored).isEqualTo(model).hasSameHashCodeAs(model);
    assertThat(stored.toJson()).isEqualTo(model.toJson());
    assertThat(stored.time()).isEqualTo(TIME);
    assertThat(JsonText.json(stored.value("data"))).isEqualTo(JsonText.json(model.value("data")));
    assertThat(new String(stored.toJson(), StandardCharsets.UTF_8))
        .contains("\"money\":1.500", "\"wide\":1.2E+8", "\"binary\":0.1", "\"half \uFFFD\"");
  }

  @Test
  void a_template_sees_the_same_before_and_after_storing() {
    var event =
        anEvent().data("n", List.of(1e21, 1.0f, 1e-7)).data("s", "\uD800").build();
    var model = EventModel.of(event, "evt-1", TIME);

    assertThat(JsonText.json(model.value("data")))
        .isEqualTo("{\"n\":[1000000000000000000000,1.0,0.00000010],\"s\":\"\uFFFD\"}")
        .isEqualTo(JsonText.json(EventModel.fromJson(model.toJson()).value("data")));
  }

  @Test
  void says_what_the_outbox_needs_to_know() {
    var model = EventModel.of(anEvent().title("T").build(), "evt-1", TIME);

    assertThat(model.eventId()).isEqualTo("evt-1");
    assertThat(model.type()).isEqualTo("task.finished");
    assertThat(model.title()).isEqualTo("T");
    assertThat(model).hasToString("EventModel[task.finished evt-1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{}", "{\"time\":1}", "{\"time\":\"hunter2\"}", "hunter2"})
  void refuses_what_was_never_stored_and_does_not_quote_it(String json) {
    assertThatThrownBy(() -> EventModel.fromJson(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(DamagedEventException.class)
        .hasMessageContaining("bytes is not what was stored")
        .hasMessageNotContaining("hunter2");
  }
}
