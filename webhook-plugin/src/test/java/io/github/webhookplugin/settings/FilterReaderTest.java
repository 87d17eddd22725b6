package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.READER;
import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.document;
import static io.github.webhookplugin.settings.Documents.only;
import static io.github.webhookplugin.settings.Documents.refused;
import static io.github.webhookplugin.settings.Documents.withService;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.Condition;
import io.github.webhookplugin.model.Condition.Comparison;
import io.github.webhookplugin.model.EntityFilter;
import io.github.webhookplugin.model.EntityFilter.Kind;
import io.github.webhookplugin.model.EntityFilter.Token;
import io.github.webhookplugin.model.EventFilter;
import io.github.webhookplugin.model.FieldPath;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.Wildcard;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterReaderTest {
  private static final String FILTERS = """
      {'name': 'A', 'url': 'https://a.example/',
       'eventTypes': ['task.*', 'order.paid'],
       'eventFilters': [
         {'eventType': 'entityUpdated', 'entities': ['table'], 'include': ['domain:Sales', 'tags'], 'exclude': ['owner']},
         {'eventType': 'entityCreated', 'entities': ['*'], 'include': [], 'exclude': []}],
       'condition': {'all': [
         {'field': 'data.severity', 'in': ['high', 5, true]},
         {'not': {'field': '/data/host.name', 'prefix': 'test-'}},
         {'any': [{'field': 'data.n', 'atLeast': 1.50}, {'field': 'data.n', 'exists': false}]}]}}""";

  @Test
  void filters_are_read_and_written_back_as_they_were() {
    var settings = withService(FILTERS);

    var filter = only(settings).events();
    assertThat(filter.types()).containsExactly(new Wildcard("task.*"), new Wildcard("order.paid"));
    assertThat(filter.entities().get(0))
        .isEqualTo(new EntityFilter(
            new Wildcard("entityUpdated"),
            List.of(new Wildcard("table")),
            List.of(
                new Token(Kind.DOMAIN, new Wildcard("Sales")),
                new Token(Kind.FIELD, new Wildcard("tags"))),
            List.of(new Token(Kind.FIELD, new Wildcard("owner")))));
    assertThat(((Condition.All) filter.condition()).of().get(0))
        .isEqualTo(new Condition.Field(
            new FieldPath("data.severity", List.of("data", "severity")),
            Comparison.IN,
            List.of("high", 5, true)));

    var written = ServiceDocument.of(only(settings), new PublicVeil(secret -> ""));
    assertThat(written)
        .containsEntry("eventTypes", document(FILTERS).get("eventTypes"))
        .containsEntry("eventFilters", document(FILTERS).get("eventFilters"))
        .containsEntry("condition", document(FILTERS).get("condition"));
    written.remove("id");
    assertThat(only(accepted(READER.addService(written, Settings.INITIAL))).events())
        .isEqualTo(filter);
  }

  @Test
  void what_is_absent_or_empty_lets_everything_through() {
    var absent = only(withService("{'name': 'A', 'url': 'https://a.example/'}"));
    var empty = only(
        withService(
            "{'name': 'A', 'url': 'https://a.example/', 'eventTypes': [], 'eventFilters': [], 'condition': null}"));

    assertThat(absent.events()).isEqualTo(EventFilter.ALL);
    assertThat(empty.events()).isEqualTo(EventFilter.ALL);
  }

  @Test
  void a_patch_puts_a_new_condition_in_the_old_ones_place() {
    var before = withService(FILTERS);
    var patch = document("{'condition': {'field': 'type', 'equals': 'a'}}");

    var after =
        only(accepted(READER.patchService(only(before).id(), patch, before))).events();
    var without = only(
        accepted(READER.patchService(only(before).id(), document("{'condition': null}"), before)));

    assertThat(after.condition())
        .isEqualTo(new Condition.Field(FieldPath.parse("type"), Comparison.EQUALS, List.of("a")));
    assertThat(after.types()).hasSize(2);
    assertThat(without.events().condition()).isNull();
  }

  @Test
  void a_pointer_reaches_names_with_dots_and_slashes() {
    assertThat(FieldPath.parse("/data/host.name/a~1b~0c").steps())
        .containsExactly("data", "host.name", "a/b~c");
  }

  @Test
  void a_condition_has_at_most_a_hundred_parts() {
    Map<String, Object> one = Map.of("field", "type", "equals", "a");
    Map<String, Object> document = Map.of(
        "name",
        "A",
        "url",
        "https://a.example/",
        "condition",
        Map.of("any", Collections.nCopies(100, one)));

    var problems = refused(READER.addService(document, Settings.INITIAL));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).pointer()).isEqualTo("/condition");
    assertThat(problems.get(0).message()).contains("at most 100 conditions");
  }

  @Test
  void lists_are_bounded() {
    Map<String, Object> document = Map.of(
        "name",
        "A",
        "url",
        "https://a.example/",
        "eventTypes",
        Collections.nCopies(101, "a"),
        "eventFilters",
        Collections.nCopies(51, Map.of("eventType", "a")));

    var problems = refused(READER.addService(document, Settings.INITIAL));

    assertThat(problems)
        .extracting(one -> one.pointer())
        .containsExactly("/eventTypes", "/eventFilters");
  }

  @Test
  void W_26_an_unknown_field_of_an_event_filter_is_refused_with_its_place() {
    var document = document("""
        {'name': 'A', 'url': 'https://a.example/',
         'eventFilters': [{'eventType': 'entityCreated'}, {'eventType': 'entityUpdated', 'fields': ['tags']}]}""");

    var problems = refused(READER.addService(document, Settings.INITIAL));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).pointer()).isEqualTo("/eventFilters/1/fields");
  }
}
