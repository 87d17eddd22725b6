package io.github.webhookplugin.host;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The fields of one event, read one by one so that all problems are found at once. */
final class EventFields {
  private static final String KNOWN =
      "type, id, deduplicationKey, title, subTitle, message, logo, image, time, actor, entity, changes,"
          + " recipients, origin, data";

  private final String pointer;
  private final JsonNode event;
  private final List<Problem.Spot> problems;

  EventFields(String pointer, JsonNode event, List<Problem.Spot> problems) {
    this.pointer = pointer;
    this.event = event;
    this.problems = problems;
  }

  /** The event, unless something was wrong. One without an id gets one, one without an origin that of its request. */
  Optional<NotificationEvent> read(String origin) {
    if (!event.isObject()) {
      problem(pointer, "an event must be an object, was " + kind(event));
      return Optional.empty();
    }
    int before = problems.size();
    var builder = start().origin(origin);
    event.properties().forEach(field -> set(builder, field.getKey(), field.getValue()));
    return problems.size() == before ? Optional.of(builder.build()) : Optional.empty();
  }

  private NotificationEvent.Builder start() {
    JsonNode type = event.get("type");
    if (type == null) {
      problem(pointer + "/type", "an event needs a type, for example \"task.finished\"");
    } else {
      String value = text(pointer + "/type", type);
      if (value != null) {
        var builder = tried(pointer + "/type", () -> NotificationEvent.of(value));
        if (builder != null) {
          return builder.id(UUID.randomUUID().toString());
        }
      }
    }
    return NotificationEvent.of("unknown"); // never built: there is a problem
  }

  private void set(NotificationEvent.Builder to, String name, JsonNode value) {
    String at = pointer + "/" + escaped(name);
    switch (name) {
      case "type" -> {}
      case "id" -> take(at, text(at, value), to::id);
      case "deduplicationKey" -> take(at, text(at, value), to::deduplicationKey);
      case "title" -> take(at, text(at, value), to::title);
      case "subTitle" -> take(at, text(at, value), to::subTitle);
      case "message" -> take(at, text(at, value), to::message);
      case "logo" -> take(at, text(at, value), to::logo);
      case "image" -> take(at, text(at, value), to::image);
      case "origin" -> take(at, text(at, value), to::origin);
      case "time" -> take(at, time(at, value), to::time);
      case "actor" -> take(at, person(at, value), to::actor);
      case "recipients" -> take(at, people(at, value), to::recipients);
      case "entity" -> take(at, map(at, value), to::entity);
      case "changes" -> take(at, map(at, value), to::changes);
      case "data" -> take(at, map(at, value), to::data);
      default -> problem(at, "unknown field '" + shortened(name) + "'; an event has " + KNOWN);
    }
  }

  private <T> void take(
      String at, @Nullable T value, Function<T, NotificationEvent.Builder> setter) {
    if (value != null) {
      tried(at, () -> setter.apply(value));
    }
  }

  /** The API's own bounds (length of names, depth of data) become problems of the field. */
  private <T> @Nullable T tried(String at, Supplier<T> step) {
    try {
      return step.get();
    } catch (IllegalArgumentException e) {
      problem(at, CannotStart.said(e));
      return null;
    }
  }

  private @Nullable String text(String at, JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    problem(at, "must be text, was " + kind(value) + "; leave it out if there is none");
    return null;
  }

  private @Nullable Instant time(String at, JsonNode value) {
    String text = text(at, value);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      problem(
          at,
          "must be a time with a zone such as 2026-01-31T09:30:00Z or 2026-01-31T09:30:00+08:00, was '"
              + shortened(text) + "'");
      return null;
    }
  }

  private @Nullable Map<String, Object> map(String at, JsonNode value) {
    if (value.isObject()) {
      return Json.plain(value);
    }
    problem(at, "must be an object, was " + kind(value));
    return null;
  }

  private @Nullable List<Person> people(String at, JsonNode value) {
    if (!value.isArray()) {
      problem(at, "must be an array of people, was " + kind(value));
      return null;
    }
    var people = new ArrayList<Person>();
    for (int i = 0; i < value.size(); i++) {
      Person person = person(at + "/" + i, value.get(i));
      if (person != null) {
        people.add(person);
      }
    }
    return people;
  }

  private @Nullable Person person(String at, JsonNode value) {
    if (!value.isObject() || !value.has("id")) {
      problem(at, "must be an object with the fields id and name, was " + kind(value));
      return null;
    }
    value.fieldNames().forEachRemaining(name -> {
      if (!name.equals("id") && !name.equals("name")) {
        problem(
            at + "/" + escaped(name),
            "unknown field '" + shortened(name) + "'; a person has id, name");
      }
    });
    String id = text(at + "/id", value.get("id"));
    String name = value.has("name") ? text(at + "/name", value.get("name")) : "";
    return id == null || name == null ? null : tried(at + "/id", () -> new Person(id, name));
  }

  private void problem(String at, String message) {
    problems.add(new Problem.Spot(at, message));
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      default -> "null";
    };
  }

  private static String escaped(String name) {
    return shortened(name).replace("~", "~0").replace("/", "~1");
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
