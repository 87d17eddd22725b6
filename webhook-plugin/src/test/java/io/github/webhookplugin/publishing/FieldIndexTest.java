package io.github.webhookplugin.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.EventFilter;
import io.github.webhookplugin.model.FieldPath;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.rendering.EventModel;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services are found by what an event holds: the same ones as by asking each, and without asking the others. */
class FieldIndexTest {
  private static final String[] FIELDS = {"data.v", "/data/v", "data.w", "data.o.a", "data.v.0"};
  private static final String[] SCALARS = {
    "'x'", "'xy'", "'xyz'", "'y'", "'7'", "'007'", "'7.0'", "'1e3'", "'-0'", "'true'", "''",
        "'é😀'",
    "7", "7.0", "7.5", "-7", "0", "0.0", "0.1", "1000", "1e3", "9007199254740993", "1e400", "true"
  };
  private static final String[] NUMBERS = {
    "-7",
    "0",
    "0.0",
    "0.1",
    "7",
    "7.0",
    "7.5",
    "1000",
    "9007199254740992",
    "9007199254740993",
    "1e400"
  };
  private static final String[] PREFIXES = {"'x'", "'xy'", "'xz'", "'xyzz'", "'7'", "'y'", "'é'"};
  private static final Object[] VALUES = {
    "x",
    "xy",
    "xyz",
    "xyzz!",
    "xz",
    "y",
    "",
    "7",
    "007",
    "7.0",
    "+7",
    "1e3",
    "-0",
    "100e2147483647",
    "true",
    "é😀",
    "é",
    7,
    7L,
    7.0,
    7.0f,
    7.5,
    (short) 7,
    -7,
    0,
    -0.0,
    0.1,
    1000,
    1_000_000,
    new BigDecimal("7.00"),
    new BigDecimal("0.1"),
    new BigInteger("9007199254740993"),
    9.007199254740993e15,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    true,
    false,
    Map.of("a", 7),
    Map.of()
  };

  @Test
  void of_50_000_pairs_of_condition_and_event_each_is_decided_as_by_asking() {
    var random = new Random(20);
    long wanted = 0;
    for (int round = 0; round < 5; round++) {
      List<String> conditions = IntStream.range(0, 100)
          .mapToObj(i -> "{'condition': " + condition(random, 3) + "}")
          .toList();
      List<EventFilter> filters = conditions.stream().map(Filters::filter).toList();
      Candidates candidates = candidates(conditions);
      for (int i = 0; i < 100; i++) {
        EventModel event = event(random);
        var facts = new EventFacts(event);
        List<Integer> expected = IntStream.range(0, filters.size())
            .filter(one -> FilterCheck.lets(filters.get(one), event))
            .boxed()
            .toList();
        wanted += expected.size();

        assertThat(numbers(candidates.wanting(facts)))
            .as(() -> differing(candidates, facts, filters, conditions))
            .isEqualTo(expected);
      }
    }
    // neither all nor nothing, or it says little
    assertThat(wanted).isBetween(10_000L, 40_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'field': 'data.rows', 'greater': %d}",
        "{'field': 'data.rows', 'atLeast': %d.5}",
        "{'all': [{'field': 'data.team', 'exists': true}, {'field': 'data.rows', 'greater': %d}]}",
        "{'any': [{'field': 'data.rows', 'greater': %1$d}, {'field': 'data.rows', 'equals': -%1$d}]}",
        "{'field': 'data.rows', 'equals': %d}",
        "{'field': 'data.rows', 'in': [-1, %d]}",
        "{'field': 'data.team', 'prefix': 'team-%d'}",
        "{'all': [{'field': 'data.rows', 'less': 9999}, {'field': 'data.team', 'equals': 'team-%d'}]}"
      })
  void services_that_cannot_want_an_event_are_not_asked(String condition) {
    Candidates candidates = candidates(1_000, i -> condition.formatted(1_205 + i));

    for (Object rows : List.of(1_204, 1_204.25, "1204", List.of(3, "1204"))) {
      var event = Filters.model(
          NotificationEvent.of("order.paid").data("team", "team-x").data("rows", rows));
      assertThat(candidates.asked(new EventFacts(event)).cardinality()).isZero();
    }
    assertThat(candidates.asked(new EventFacts(Filters.ofType("order.paid"))).cardinality())
        .isZero();
  }

  @Test
  void bounds_on_either_side_lead_to_those_that_hold() {
    Candidates candidates = candidates(
        100, i -> "{'field': 'data.rows', '" + (i % 2 == 0 ? "less" : "atMost") + "': " + i + "}");

    var event = Filters.model(NotificationEvent.of("order.paid").data("rows", "95"));

    assertThat(candidates.asked(new EventFacts(event)).stream())
        .containsExactly(95, 96, 97, 98, 99);
    assertThat(numbers(candidates.wanting(new EventFacts(event))))
        .containsExactly(95, 96, 97, 98, 99);
  }

  @Test
  void of_a_long_list_each_service_asks_by_itself() {
    Candidates candidates = candidates(50, i -> "{'field': 'data.rows', 'greater': " + i + "}");
    var event = Filters.model(
        NotificationEvent.of("order.paid").data("rows", Collections.nCopies(10_000, 20)));

    assertThat(candidates.asked(new EventFacts(event)).cardinality()).isEqualTo(50);
    assertThat(candidates.wanting(new EventFacts(event))).hasSize(20);
  }

  private static String condition(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 10 : 16);
    if (kind == 10) {
      return "{'not': " + condition(random, depth - 1) + "}";
    }
    if (kind > 10) {
      var some = new ArrayList<String>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        some.add(condition(random, depth - 1));
      }
      return "{'" + (kind > 12 ? "all" : "any") + "': " + some + "}";
    }
    return "{'field': '" + any(random, FIELDS) + "', "
        + switch (kind) {
          case 0 -> "'equals': " + any(random, SCALARS);
          case 1 -> "'notEquals': " + any(random, SCALARS);
          case 2 ->
            "'in': " + List.of(any(random, SCALARS), any(random, SCALARS), any(random, SCALARS));
          case 3 -> "'prefix': " + any(random, PREFIXES);
          case 4 -> "'contains': " + any(random, PREFIXES);
          case 5 -> "'exists': " + random.nextBoolean();
          case 6 -> "'greater': " + any(random, NUMBERS);
          case 7 -> "'atLeast': " + any(random, NUMBERS);
          case 8 -> "'less': " + any(random, NUMBERS);
          default -> "'atMost': " + any(random, NUMBERS);
        }
        + "}";
  }

  private static EventModel event(Random random) {
    var event = NotificationEvent.of("order.paid");
    for (String name : List.of("v", "w")) {
      if (random.nextInt(8) > 0) {
        event.data(name, value(random, 2));
      }
    }
    return Filters.model(event.data("o", value(random, 2)));
  }

  private static Object value(Random random, int depth) {
    int kind = depth == 0 ? 9 : random.nextInt(10);
    if (kind > 2) {
      return random.nextInt(20) == 0 ? null : any(random, VALUES);
    }
    var items = new Object[random.nextInt(5) == 0 ? 20 : random.nextInt(4)];
    Arrays.setAll(items, i -> value(random, depth - 1));
    List<Object> list = Arrays.asList(items);
    if (kind < 2) {
      return list;
    }
    var map = new HashMap<String, Object>();
    map.put("a", random.nextBoolean() ? list : value(random, depth - 1));
    return map;
  }

  private static <T> T any(Random random, T[] some) {
    return some[random.nextInt(some.length)];
  }

  private static String differing(
      Candidates candidates, EventFacts event, List<EventFilter> filters, List<String> texts) {
    List<Integer> wanting = numbers(candidates.wanting(event));
    return IntStream.range(0, texts.size())
        .filter(i -> FilterCheck.letsThing(filters.get(i), event) != wanting.contains(i))
        .mapToObj(i -> texts.get(i) + " of " + event.at(FieldPath.parse("data")))
        .toList()
        .toString();
  }

  private static Candidates candidates(int services, IntFunction<String> condition) {
    return candidates(IntStream.range(0, services)
        .mapToObj(i -> "{'condition': " + condition.apply(i) + "}")
        .toList());
  }

  private static Candidates candidates(List<String> filters) {
    var settings = Filters.settings(filters);
    var numbers = new HashMap<ServiceId, Integer>();
    settings.services().forEach(service -> numbers.put(service.id(), numbers.size()));
    return Interests.of(new ActiveSettings(settings, numbers, Set.of())).of("order.paid", "");
  }

  private static List<Integer> numbers(List<Interests.Interest> interests) {
    return interests.stream().map(Interests.Interest::number).toList();
  }
}
