package io.github.webhookplugin.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.EventFilter;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.rendering.EventModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The short ways to the services of an event lead to the same services as asking each. */
class InterestsTest {
  private static final String[] TYPES = {"task.finished", "task.failed", "order.paid", "a"};
  private static final String[] ENTITIES = {"table", "topic", ""};
  private static final Object[] VALUES = {
    "x", "y", "7", 7, true, List.of("x", "z"), List.of(), Map.of("x", 1), List.of(7, "y")
  };
  private static final String[] FILTERS = {
    "{}",
    "{'eventTypes': ['task.*']}",
    "{'eventTypes': ['order.paid', 'a']}",
    "{'eventFilters': [{'eventType': 'task.*', 'entities': ['table']}]}",
    "{'eventFilters': [{'eventType': '*', 'entities': ['t*'], 'include': ['name:x']}]}",
    "{'condition': {'field': 'data.v', 'equals': 'x'}}",
    "{'condition': {'field': 'data.v', 'equals': '7'}}",
    "{'condition': {'field': 'data.v', 'equals': 7}}",
    "{'condition': {'field': 'data.v', 'in': ['x', 'y', 'x']}}",
    "{'condition': {'field': 'data.v', 'in': ['x', 7]}}",
    "{'condition': {'field': 'data.v', 'notEquals': 'x'}}",
    "{'condition': {'not': {'field': 'data.v', 'equals': 'x'}}}",
    "{'condition': {'any': [{'field': 'data.v', 'equals': 'x'}, {'field': 'data.w', 'equals': 'y'}]}}",
    "{'condition': {'all': [{'field': 'data.w', 'exists': true}, {'field': 'data.v', 'in': ['y', 'z']}]}}",
    "{'condition': {'all': [{'all': [{'field': 'data.w', 'equals': 'x'}]}, {'field': 'data.v', 'equals': 'y'}]}}",
    "{'eventTypes': ['task.*'], 'condition': {'field': 'data.w', 'equals': 'y'}}"
  };

  @Test
  void whatever_the_event_it_goes_to_those_whose_filter_lets_it_through_in_their_order() {
    var random = new Random(45);
    var texts = new ArrayList<String>();
    for (int i = 0; i < 60; i++) {
      texts.add(FILTERS[random.nextInt(FILTERS.length)]);
    }
    List<EventFilter> filters = texts.stream().map(Filters::filter).toList();
    var interests = Interests.of(active(texts));
    for (int i = 0; i < 2_000; i++) {
      EventModel event = event(random);
      var expected = new ArrayList<Integer>();
      for (int j = 0; j < filters.size(); j++) {
        if (FilterCheck.lets(filters.get(j), event)) {
          expected.add(j);
        }
      }
      assertThat(wanting(interests, event)).as(new String(event.toJson())).isEqualTo(expected);
    }
  }

  @Test
  void ever_new_types_are_answered() {
    var interests = Interests.of(active(List.of("{'eventTypes': ['t*']}")));

    for (int i = 0; i < 5_000; i++) {
      assertThat(interests.of("t" + i, "").all()).hasSize(1);
      assertThat(interests.of("u" + i, "").all()).isEmpty();
    }
  }

  private static List<Integer> wanting(Interests interests, EventModel event) {
    var facts = new EventFacts(event);
    return interests.of(event.type(), facts.entityType()).wanting(facts).stream()
        .map(Interests.Interest::number)
        .toList();
  }

  private static EventModel event(Random random) {
    var event = NotificationEvent.of(TYPES[random.nextInt(TYPES.length)]);
    String entity = ENTITIES[random.nextInt(ENTITIES.length)];
    if (!entity.isEmpty()) {
      event.entity(Map.of("type", entity, "name", random.nextBoolean() ? "x" : "y"));
    }
    if (random.nextInt(4) > 0) {
      event.data("v", VALUES[random.nextInt(VALUES.length)]);
    }
    if (random.nextInt(4) > 0) {
      event.data("w", VALUES[random.nextInt(VALUES.length)]);
    }
    return Filters.model(event);
  }

  private static ActiveSettings active(List<String> filters) {
    var settings = Filters.settings(filters);
    var numbers = new HashMap<ServiceId, Integer>();
    settings.services().forEach(service -> numbers.put(service.id(), numbers.size()));
    return new ActiveSettings(settings, numbers, Set.of());
  }
}
