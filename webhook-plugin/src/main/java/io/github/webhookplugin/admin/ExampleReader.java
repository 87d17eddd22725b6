package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.rendering.EventModel;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {eventType, values}}: which example event to take, and what to put in its place. What is wrong is
 * refused all at once. For one request.
 */
final class ExampleReader {
  private static final List<String> FIELDS = List.of("eventType", "values");

  private final Examples examples;
  private final String pointer;
  private final List<SettingsProblem> problems = new ArrayList<>();

  /** Reads a field's value; throws IllegalArgumentException or DateTimeException if it cannot be. */
  private interface Setting<T> extends Consumer<T> {}

  private ExampleReader(Examples examples, String pointer) {
    this.examples = examples;
    this.pointer = pointer;
  }

  /**
   * Reads an example.
   *
   * @param form null for the usual one
   * @param pointer where the form stands in the request's body
   */
  static EventModel read(Examples examples, @Nullable Object form, String pointer) {
    return new ExampleReader(examples, pointer).read(form);
  }

  private EventModel read(@Nullable Object form) {
    var fields = object(form, "");
    fields.keySet().stream()
        .filter(name -> !FIELDS.contains(String.valueOf(name)))
        .forEach(name -> problem(step("/", name), "Known here are eventType and values."));
    NotificationEvent base = base(fields.get("eventType"));
    var values = object(fields.get("values"), "/values");
    var event = changed(base, values);
    if (!problems.isEmpty()) {
      throw Problem.invalid(problems);
    }
    return examples.model(event);
  }

  private NotificationEvent base(@Nullable Object type) {
    try {
      return type == null ? examples.usual() : examples.of((String) type);
    } catch (ClassCastException | IllegalArgumentException e) {
      problem("/eventType", "Expected a type of event: a text of 1 to 200 characters.");
      return examples.usual();
    }
  }

  private NotificationEvent changed(NotificationEvent base, Map<?, ?> values) {
    var event = copy(base);
    values.forEach((name, value) -> {
      switch (String.valueOf(name)) {
        case "title" -> text(name, value, event::title);
        case "subTitle" -> text(name, value, event::subTitle);
        case "message" -> text(name, value, event::message);
        case "logo" -> text(name, value, event::logo);
        case "image" -> text(name, value, event::image);
        case "origin" -> text(name, value, event::origin);
        case "eventId" -> text(name, value, event::id);
        case "time" -> text(name, value, time -> event.time(Instant.parse(time)));
        case "actor" -> map(name, value, actor -> event.actor(person(actor)));
        case "recipients" -> people(value, event::recipients);
        case "entity" -> map(name, value, event::entity);
        case "changes" -> map(name, value, event::changes);
        case "data" -> map(name, value, event::data);
        default -> problem(step("/values/", name), "An event has no such value. See v1/variables.");
      }
    });
    return event.build();
  }

  private static NotificationEvent.Builder copy(NotificationEvent base) {
    var event = NotificationEvent.of(base.type())
        .title(base.title())
        .subTitle(base.subTitle())
        .message(base.message())
        .logo(base.logo())
        .image(base.image())
        .origin(base.origin())
        .recipients(base.recipients())
        .entity(base.entity())
        .changes(base.changes())
        .data(base.data());
    base.id().ifPresent(event::id);
    base.time().ifPresent(event::time);
    base.actor().ifPresent(event::actor);
    return event;
  }

  private void text(Object name, @Nullable Object value, Setting<String> setting) {
    if (value instanceof String text) {
      set(name, text, setting);
    } else {
      problem(step("/values/", name), "Expected a text in quotes.");
    }
  }

  @SuppressWarnings("unchecked")
  private void map(Object name, @Nullable Object value, Setting<Map<String, ?>> setting) {
    if (value instanceof Map<?, ?> map) {
      set(name, (Map<String, ?>) map, setting);
    } else {
      problem(step("/values/", name), "Expected an object { … }.");
    }
  }

  private <T> void set(Object name, T value, Setting<T> setting) {
    try {
      setting.accept(value);
    } catch (DateTimeException e) {
      problem(step("/values/", name), "Expected a time such as 2026-11-21T08:15:30Z.");
    } catch (IllegalArgumentException e) {
      problem(step("/values/", name), "This cannot be: " + e.getMessage() + ".");
    }
  }

  private void people(@Nullable Object value, Setting<List<Person>> setting) {
    if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
      set(
          "recipients",
          list,
          people -> setting.accept(
              people.stream().map(person -> person((Map<?, ?>) person)).toList()));
    } else {
      problem("/values/recipients", "Expected a list [ … ] of objects with id and name.");
    }
  }

  private static Person person(Map<?, ?> map) {
    if (map.get("id") instanceof String id && map.get("name") instanceof String name) {
      return new Person(id, name);
    }
    throw new IllegalArgumentException("a person needs id and name, both texts");
  }

  private Map<?, ?> object(@Nullable Object value, String at) {
    if (value == null || value instanceof Map) {
      return value == null ? Map.of() : (Map<?, ?>) value;
    }
    problem(at, "Expected an object { … }.");
    return Map.of();
  }

  /** A name as a part of a JSON Pointer (RFC 6901 section 3). */
  private static String step(String start, Object name) {
    return start + String.valueOf(name).replace("~", "~0").replace("/", "~1");
  }

  private void problem(String at, String message) {
    problems.add(new SettingsProblem(pointer + at, message));
  }
}
