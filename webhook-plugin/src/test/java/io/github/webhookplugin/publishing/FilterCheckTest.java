package io.github.webhookplugin.publishing;

import static io.github.webhookplugin.publishing.Filters.aTable;
import static io.github.webhookplugin.publishing.Filters.anOrder;
import static io.github.webhookplugin.publishing.Filters.anUpdate;
import static io.github.webhookplugin.publishing.Filters.filter;
import static io.github.webhookplugin.publishing.Filters.lets;
import static io.github.webhookplugin.publishing.Filters.model;
import static io.github.webhookplugin.publishing.Filters.ofType;
import static io.github.webhookplugin.publishing.Filters.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.Condition;
import io.github.webhookplugin.model.EventFilter;
import io.github.webhookplugin.rendering.EventModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class FilterCheckTest {
  private static final String UPDATED = "{'eventFilters': [{'eventType': 'entityUpdated', %s}]}";

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvFileSource(resources = "conditions.txt", delimiter = '|', quoteCharacter = '\0')
  void a_condition_holds_or_not(String condition, boolean holds) {
    assertThat(lets("{'condition': " + condition + "}", anOrder())).isEqualTo(holds);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvFileSource(resources = "conditions.txt", delimiter = '|', quoteCharacter = '\0')
  void a_condition_says_the_same_of_a_stored_event(String condition, boolean holds) {
    var stored = EventModel.fromJson(anOrder().toJson());

    assertThat(lets("{'condition': " + condition + "}", stored)).isEqualTo(holds);
  }

  @Test
  void every_comparison_and_group_is_among_the_samples() throws Exception {
    try (var samples = getClass().getResourceAsStream("conditions.txt")) {
      String text = new String(samples.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(Arrays.stream(Condition.Comparison.values()).map(Condition.Comparison::word))
          .allSatisfy(word -> assertThat(text).contains("'" + word + "':"));
    }
    assertThat(Arrays.stream(Condition.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("All", "Any", "Not", "Field");
  }

  @ParameterizedTest
  @CsvSource({
    "task.*, task.finished, true",
    "task.*, task.a.b, true",
    "task.*, task, false",
    "task.*, tasks.a, false",
    "task.*, Task.a, false",
    "*, anything, true",
    "*.failed, import.nightly.failed, true",
    "*.failed, failed, false",
    "a*b*c, aXbYc, true",
    "a*b*c, abc, true",
    "a*b*c, acb, false",
    "a**c, abc, true",
    "a.c, abc, false",
    "order.paid, order.paid, true",
    "order.paid, order.paid.late, false"
  })
  void a_star_in_a_type_stands_for_any_characters(String wanted, String type, boolean holds) {
    assertThat(lets("{'eventTypes': ['x', '" + wanted + "']}", ofType(type))).isEqualTo(holds);
  }

  @Test
  void a_wildcard_that_nearly_matches_everywhere_is_answered_at_once() {
    String wanted = "*a".repeat(99) + "b";

    assertThat(lets("{'eventTypes': ['" + wanted + "']}", ofType("a".repeat(200))))
        .isFalse();
  }

  @Test
  void without_filters_a_service_wants_everything() {
    assertThat(FilterCheck.lets(EventFilter.ALL, ofType("whatever"))).isTrue();
    assertThat(FilterCheck.explain(EventFilter.ALL, ofType("whatever")).parts()).isEmpty();
  }

  @Test
  void all_three_parts_must_let_an_event_through() {
    String filter = """
        {'eventTypes': ['order.*'], 'eventFilters': [{'eventType': '*', 'entities': ['order']}],
         'condition': {'field': 'data.severity', 'equals': 'high'}}""";

    assertThat(lets(filter, anOrder())).isTrue();
    assertThat(lets(filter.replace("'order.*'", "'task.*'"), anOrder())).isFalse();
    assertThat(lets(filter.replace("['order']", "['table']"), anOrder())).isFalse();
    assertThat(lets(filter.replace("high", "low"), anOrder())).isFalse();
    assertThat(FilterCheck.explain(filter(filter), anOrder()).parts())
        .extracting(Finding.Part::pointer)
        .containsExactly("/eventTypes", "/eventFilters/0", "/condition");
  }

  @Test
  void W_25_any_filter_is_enough_and_inside_of_one_all_parts_must_hold() {
    String filters = """
        {'eventFilters': [
          {'eventType': 'entityCreated', 'entities': ['table']},
          {'eventType': 'entityUpdated', 'entities': ['table'], 'include': ['tags', 'owner'], 'exclude': ['name:tmp_*']}]}""";

    assertThat(lets(filters, model(aTable("entityCreated")))).isTrue();
    assertThat(lets(filters, anUpdate("tags"))).isTrue();
    assertThat(lets(filters, anUpdate("owner", "description"))).isTrue();
    assertThat(lets(filters, anUpdate("description"))).isFalse();
    assertThat(lets(filters, model(aTable("entityDeleted")))).isFalse();
    assertThat(lets(filters.replace("'table'", "'topic'"), anUpdate("tags"))).isFalse();
    assertThat(lets(filters.replace("tmp_*", "cust*"), anUpdate("tags"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"entityCreated", "entityUpdated", "entitySoftDeleted", "entityDeleted", "custom.type"
  })
  void W_19_any_type_can_be_a_filter_s(String type) {
    assertThat(lets("{'eventFilters': [{'eventType': '" + type + "'}]}", ofType(type)))
        .isTrue();
    assertThat(lets("{'eventFilters': [{'eventType': 'other'}]}", ofType(type))).isFalse();
    assertThat(lets("{'eventFilters': [{'eventType': '*'}]}", ofType(type))).isTrue();
  }

  @Test
  void W_21_W_22_a_star_or_no_entities_stand_for_all_also_for_events_without_one() {
    var bare = ofType("entityCreated");
    String filter = "{'eventFilters': [{'eventType': 'entityCreated'%s}]}";

    assertThat(lets(filter.formatted(""), bare)).isTrue();
    assertThat(lets(filter.formatted(", 'entities': []"), bare)).isTrue();
    assertThat(lets(filter.formatted(", 'entities': ['*']"), bare)).isTrue();
    assertThat(lets(filter.formatted(", 'entities': ['t*']"), bare)).isFalse();
    assertThat(lets(filter.formatted(", 'entities': ['t*']"), model(aTable("entityCreated"))))
        .isTrue();
  }

  @Test
  void W_24_exclude_wins_over_include() {
    String filter = UPDATED.formatted("'include': ['tags'], 'exclude': ['description']");

    assertThat(lets(filter, anUpdate("tags"))).isTrue();
    assertThat(lets(filter, anUpdate("tags", "description"))).isFalse();
    assertThat(lets(filter, anUpdate("description"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "domain:Sales, true",
    "domain:EMEA, true",
    "domain:Sales.EMEA, true",
    "domain:Sales.*, true",
    "domain:sales, false",
    "domain:Sal, false",
    "owner:data-team, true",
    "owner:data, false",
    "tag:PII.Sensitive, true",
    "tag:PII, true",
    "tag:PI, false",
    "tag:PersonalData, false",
    "tier:Tier1, true",
    "tier:Tier.Tier1, true",
    "tier:Tier2, false",
    "tier:Sensitive, false",
    "name:customer, true",
    "name:cust*, true",
    "name:mysql.shop, true",
    "name:mysql.shop.public.customer, true",
    "name:shop, false"
  })
  void X_37_a_token_with_a_colon_selects_by_the_entity(String token, boolean holds) {
    String include = UPDATED.formatted("'include': ['" + token + "']");
    String exclude = UPDATED.formatted("'exclude': ['" + token + "']");

    assertThat(lets(include, anUpdate("tags"))).isEqualTo(holds);
    assertThat(lets(exclude, anUpdate("tags"))).isEqualTo(!holds);
  }

  @Test
  void X_37_a_selector_also_reads_texts_and_lists_as_newer_servers_send_them() {
    var event = model(NotificationEvent.of("entityUpdated")
        .entity(Map.of(
            "type", "table",
            "domains", List.of(Map.of("name", "Finance"), Map.of("name", "Sales")),
            "owners", List.of(Map.of("name", "ann")),
            "tags", List.of("PII.None"),
            "tier", "Tier3")));

    for (String token : List.of("domain:Sales", "owner:ann", "tag:PII", "tier:Tier3")) {
      assertThat(lets(UPDATED.formatted("'include': ['" + token + "']"), event))
          .as(token)
          .isTrue();
    }
  }

  @Test
  void X_37_names_of_changed_fields_do_not_count_for_what_was_created_or_deleted() {
    for (String type : List.of("entityCreated", "entitySoftDeleted", "entityDeleted")) {
      String filter = "{'eventFilters': [{'eventType': '*', 'include': ['tags'%s]}]}";
      var event = model(aTable(type));

      assertThat(lets(filter.formatted(""), event)).as(type).isTrue();
      assertThat(lets(filter.formatted(", 'domain:Sales'"), event)).as(type).isTrue();
      assertThat(lets(filter.formatted(", 'domain:HR'"), event)).as(type).isFalse();
    }
    assertThat(lets(UPDATED.formatted("'include': ['tags']"), model(aTable("entityUpdated"))))
        .isFalse();
  }

  @Test
  void X_37_of_each_kind_of_token_in_include_one_must_hold() {
    String filter = UPDATED.formatted("'include': ['domain:HR', 'domain:Sales', 'tags', 'owner']");

    assertThat(lets(filter, anUpdate("tags"))).isTrue();
    assertThat(lets(filter, anUpdate("description"))).isFalse();
    assertThat(lets(filter.replace("domain:Sales", "domain:IT"), anUpdate("tags")))
        .isFalse();
  }

  @Test
  void a_changed_field_is_also_named_by_what_it_lies_in() {
    assertThat(lets(UPDATED.formatted("'include': ['columns']"), anUpdate("columns.ssn.tags")))
        .isTrue();
    assertThat(lets(UPDATED.formatted("'include': ['*.tags']"), anUpdate("columns.ssn.tags")))
        .isTrue();
    assertThat(lets(UPDATED.formatted("'include': ['tags']"), anUpdate("columns.ssn.tags")))
        .isFalse();
    assertThat(lets(UPDATED.formatted("'include': ['col']"), anUpdate("columns.ssn.tags")))
        .isFalse();
  }

  @Test
  void a_tier_that_changed_is_found_among_the_tags() {
    var added = Map.of("name", "tags", "newValue", List.of(Map.of("tagFQN", "Tier.Tier1")));
    var asText = Map.of("name", "tags", "oldValue", "[{\"tagFQN\":\"Tier.Tier2\"}]");
    String filter = UPDATED.formatted("'include': ['tier']");

    for (Map<String, Object> changes : List.<Map<String, Object>>of(
        Map.of("fieldsAdded", List.of(added)), Map.of("fieldsDeleted", List.of(asText)))) {
      assertThat(lets(filter, model(aTable("entityUpdated").changes(changes)))).isTrue();
    }
    assertThat(lets(filter, anUpdate("tags"))).isFalse();
    assertThat(lets(filter, anUpdate("tier"))).isTrue();
  }

  @Test
  void changes_of_any_shape_are_no_harm() {
    var odd = model(aTable("entityUpdated")
        .changes(Map.of("fieldsAdded", "tags", "fieldsUpdated", 7, "fieldsDeleted", List.of(7))));

    assertThat(lets(UPDATED.formatted("'include': ['tags']"), odd)).isTrue();
    assertThat(lets(UPDATED.formatted("'include': ['owner']"), odd)).isFalse();
  }

  @Test
  void N_07_the_part_that_decided_is_named_with_its_place_and_a_sentence() {
    assertThat(why("{'eventTypes': ['task.*', 'import.*']}", anOrder()))
        .isEqualTo(
            "/eventTypes This service wants types task.*, import.*; the event is order.paid.");
    assertThat(why("{'eventFilters': [{'eventType': 'entityCreated'}]}", anUpdate("tags")))
        .isEqualTo("/eventFilters/0/eventType It wants entityCreated, the event is entityUpdated.");
    assertThat(why(UPDATED.formatted("'entities': ['topic', 'chart']"), anUpdate("tags")))
        .isEqualTo(
            "/eventFilters/0/entities It wants entities of topic, chart, the event's is table.");
    assertThat(why(UPDATED.formatted("'include': ['owner', 'tier']"), anUpdate("tags")))
        .isEqualTo(
            "/eventFilters/0/include It wants changes of owner, tier, the event's are of tags.");
    assertThat(why(UPDATED.formatted("'include': ['domain:HR']"), anUpdate("tags")))
        .isEqualTo(
            "/eventFilters/0/include It wants domain:HR, which the event's entity is not of.");
    assertThat(why(UPDATED.formatted("'exclude': ['tags']"), anUpdate("tags")))
        .isEqualTo("/eventFilters/0/exclude It excludes changes of tags.");
    assertThat(why(
            "{'eventFilters': [{'eventType': 'a'}, {'eventType': 'b'}]}", ofType("entityCreated")))
        .isEqualTo(
            "/eventFilters None of its 2 event filters lets the event through."
                + " 1: It wants a, the event is entityCreated. 2: It wants b, the event is entityCreated.");
  }

  @Test
  void N_07_the_comparison_that_decided_is_found_inside_a_condition() {
    assertThat(why("{'condition': {'field': 'data.severity', 'in': ['low', 'none']}}", anOrder()))
        .isEqualTo(
            "/condition The condition does not hold: data.severity is “high”, asked for is one of “low”, “none”.");
    assertThat(why("""
            {'condition': {'all': [{'field': 'type', 'prefix': 'order.'},
              {'not': {'field': 'data.urgent', 'equals': true}}]}}""", anOrder()))
        .isEqualTo(
            "/condition/all/1/not The condition does not hold: data.urgent is true, must not be true.");
    assertThat(why("""
            {'condition': {'any': [{'field': 'data.gone', 'exists': true}, {'field': 'data.rows', 'greater': 2000}]}}""", anOrder()))
        .isEqualTo(
            "/condition The condition does not hold: data.gone is not there, asked for is something;"
                + " data.rows is 1204, asked for is more than 2000.");
    assertThat(why(
            "{'condition': {'any': [{'field': 'type', 'equals': 'x'}, {'field': 'data.labels', 'contains': 'eu'}]}}",
            anOrder()))
        .isEqualTo(
            "/condition/any/1 The condition holds: data.labels is a list of 2, asked for is what contains “eu”.");
  }
}
