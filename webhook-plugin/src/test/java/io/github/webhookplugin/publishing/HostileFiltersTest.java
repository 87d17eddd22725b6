package io.github.webhookplugin.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.Cost;
import io.github.webhookplugin.model.EventFilter;
import io.github.webhookplugin.model.JsonPointer;
import io.github.webhookplugin.publishing.Interests.Interest;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.rendering.Hunt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Filters of all kinds and events of odd shapes: decided as {@link FilterMeaning} says, and "why" tells of just that. */
class HostileFiltersTest {
  private static final Cost.Bound SOON = new Cost.Bound(Duration.ofMillis(500), 8 << 20);

  @Test
  void N_06_a_filter_lets_through_what_its_document_says_and_why_agrees() {
    Hunt.each(Hunt.USUAL, WrittenFilter::of, HostileFiltersTest::assertDecided);
  }

  @Test
  @Tag("long")
  void N_06_a_filter_lets_through_what_its_document_says_and_why_agrees_very_often() {
    Hunt.each(Hunt.LONG, WrittenFilter::of, HostileFiltersTest::assertDecided);
  }

  @Test
  void the_cases_are_of_both_kinds() {
    var decided = new ArrayList<Boolean>();
    Hunt.each(Hunt.USUAL, WrittenFilter::of, written -> {
      EventModel event = EventModel.of(written.notification(), "event-1", Filters.TIME);
      decided.add(new FilterMeaning(event::at).lets(Filters.document(written.json())));
    });

    assertThat(Collections.frequency(decided, true)).isBetween(200, 1_800);
  }

  private static void assertDecided(WrittenFilter written) {
    Map<String, Object> document = Filters.document(written.json());
    EventFilter filter = Filters.read(document);
    EventModel event = EventModel.of(written.notification(), "event-1", Filters.TIME);
    var meaning = new FilterMeaning(event::at);
    boolean expected = meaning.lets(document);

    var decided = Cost.of(() -> FilterCheck.lets(filter, event));
    var explained = Cost.of(() -> FilterCheck.explain(filter, event));

    assertThat(decided.result()).isEqualTo(expected);
    assertThat(FilterCheck.lets(filter, EventModel.fromJson(event.toJson()))).isEqualTo(expected);
    assertThat(isFound(filter, event)).isEqualTo(expected);
    assertThat(explained.result().matches()).isEqualTo(expected);
    assertTells(explained.result(), document, meaning);
    decided.assertWithin(SOON);
    explained.assertWithin(SOON);
  }

  /** The short way, by what the event holds. */
  private static boolean isFound(EventFilter filter, EventModel event) {
    return FilterCheck.isOfTypes(filter, event.type())
        && !Candidates.of(List.of(new Interest(1, null, filter)))
            .wanting(new EventFacts(event))
            .isEmpty();
  }

  private static void assertTells(
      Finding finding, Map<String, Object> document, FilterMeaning meaning) {
    for (Finding.Part part : finding.parts()) {
      Object place = JsonPointer.parse(part.pointer()).orElseThrow().in(document);
      assertThat(place).as(part.pointer()).isNotSameAs(JsonPointer.NOTHING);
      assertThat(part.sentence()).isNotBlank().endsWith(".").hasSizeLessThan(5_000);
      switch (part.field()) {
        case "eventTypes" -> assertThat(part.holds()).isEqualTo(meaning.types(document));
        case "eventFilters" -> assertTellsOfFilter(part, document, meaning);
        default -> {
          assertThat(part.holds())
              .isEqualTo(meaning.holds(FilterMeaning.map(document.get("condition"))));
          assertTellsOfComparison(part, place, meaning);
        }
      }
    }
  }

  private static void assertTellsOfFilter(
      Finding.Part part, Map<String, Object> document, FilterMeaning meaning) {
    assertThat(part.holds()).isEqualTo(meaning.entities(document));
    String[] steps = part.pointer().split("/");
    if (steps.length > 2) {
      Object one = FilterMeaning.list(document.get("eventFilters")).get(Integer.parseInt(steps[2]));
      assertThat(meaning.letsOne(FilterMeaning.map(one))).isEqualTo(part.holds());
    }
  }

  /** What stands at the place is so that the whole is as it is: under an odd number of "not" the other way round. */
  private static void assertTellsOfComparison(
      Finding.Part part, Object place, FilterMeaning meaning) {
    long nots = Arrays.stream(part.pointer().split("/")).filter("not"::equals).count();
    assertThat(meaning.holds(FilterMeaning.map(place))).isEqualTo(part.holds() ^ nots % 2 == 1);
  }
}
