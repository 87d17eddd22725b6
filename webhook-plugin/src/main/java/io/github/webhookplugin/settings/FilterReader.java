package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.EntityFilter;
import io.github.webhookplugin.model.EntityFilter.Kind;
import io.github.webhookplugin.model.EntityFilter.Token;
import io.github.webhookplugin.model.EventFilter;
import io.github.webhookplugin.model.Wildcard;
import io.github.webhookplugin.rendering.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads which events a service wants (seed rows W-19 to W-26). */
final class FilterReader {
  static final List<String> FIELDS = List.of("eventTypes", "eventFilters", "condition");
  static final int MAX_TYPES = 100;
  static final int MAX_FILTERS = 50;
  static final int MAX_TOKENS = 100;
  private static final int MAX_TEXT = 200;
  private static final List<String> FILTER_FIELDS =
      List.of("eventType", "entities", "include", "exclude");
  private static final List<String> SELECTORS = Arrays.stream(Kind.values())
      .filter(kind -> kind != Kind.FIELD)
      .map(Kind::word)
      .toList();

  private FilterReader() {}

  static EventFilter read(Fields service) {
    return new EventFilter(
        items(service, "eventTypes", MAX_TYPES, FilterReader::wildcard),
        filters(service),
        ConditionReader.read(service));
  }

  private static List<EntityFilter> filters(Fields service) {
    var filters = new ArrayList<EntityFilter>();
    List<?> items = listed(service, "eventFilters", MAX_FILTERS);
    for (int i = 0; i < items.size(); i++) {
      String pointer = service.pointer("eventFilters") + "/" + i;
      if (items.get(i) instanceof Map<?, ?> map) {
        filter(new Fields(map, pointer, service.problems())).ifPresent(filters::add);
      } else {
        service
            .problems()
            .add(pointer, "Expected a filter { … }, found " + Found.kind(items.get(i)) + ".");
      }
    }
    return filters;
  }

  private static Optional<EntityFilter> filter(Fields filter) {
    filter.refuseUnknown(FILTER_FIELDS);
    var type = filter.text("eventType", MAX_TEXT);
    if (!filter.has("eventType") || type.filter(String::isEmpty).isPresent()) {
      filter.problem(
          "eventType",
          "Enter a type of event, such as entityCreated, entityUpdated, entitySoftDeleted or entityDeleted;"
              + " * stands for all.");
    }
    var entities = items(filter, "entities", MAX_TOKENS, FilterReader::wildcard);
    var include = items(filter, "include", MAX_TOKENS, FilterReader::token);
    var exclude = items(filter, "exclude", MAX_TOKENS, FilterReader::token);
    return type.filter(text -> !text.isEmpty())
        .map(text -> new EntityFilter(new Wildcard(text), entities, include, exclude));
  }

  private static Optional<Wildcard> wildcard(String text, At at) {
    return Optional.of(new Wildcard(text));
  }

  /** Without a colon the name of a changed field, else a selector (seed trap X-37). */
  private static Optional<Token> token(String text, At at) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.of(new Token(Kind.FIELD, new Wildcard(text)));
    }
    String word = text.substring(0, colon);
    String value = text.substring(colon + 1).strip();
    var kind = Kind.selector(word);
    if (kind.isEmpty()) {
      at.problem("There is no selector " + Found.quote(word) + "."
          + Spelling.suggestion(word, SELECTORS) + " Known are " + String.join(", ", SELECTORS)
          + ", each with a colon and a value; the name of a changed field has no colon.");
    } else if (value.isEmpty()) {
      at.problem("Expected a value after the colon, such as domain:Sales.");
    }
    return kind.filter(known -> !value.isEmpty())
        .map(known -> new Token(known, new Wildcard(value)));
  }

  /** Where an item of a list stands. */
  private record At(Problems problems, String pointer) {
    void problem(String message) {
      problems.add(pointer, message);
    }
  }

  private static <T> List<T> items(
      Fields fields, String name, int most, BiFunction<String, At, Optional<T>> reading) {
    var read = new ArrayList<T>();
    List<?> items = listed(fields, name, most);
    for (int i = 0; i < items.size(); i++) {
      var at = new At(fields.problems(), fields.pointer(name) + "/" + i);
      text(items.get(i), at).flatMap(text -> reading.apply(text, at)).ifPresent(read::add);
    }
    return read;
  }

  private static Optional<String> text(@Nullable Object item, At at) {
    String text = item instanceof String given ? given.strip() : "";
    if (text.isEmpty()) {
      at.problem("Expected a text in quotes, found " + Found.kind(item) + ".");
    } else if (Characters.any(text, Characters::isSurrogate)) {
      at.problem("Half of a character is missing in this text. Enter it again.");
    } else if (Characters.count(text) > MAX_TEXT) {
      at.problem("Expected at most %,d characters, found %,d. Shorten the text."
          .formatted(MAX_TEXT, Characters.count(text)));
    } else {
      return Optional.of(text);
    }
    return Optional.empty();
  }

  private static List<?> listed(Fields fields, String name, int most) {
    List<?> items = fields.list(name).orElse(List.of());
    if (items.size() > most) {
      fields.problem(
          name,
          "Expected at most %,d, found %,d. Use * for several at once, or remove some."
              .formatted(most, items.size()));
      return List.of();
    }
    return items;
  }
}
