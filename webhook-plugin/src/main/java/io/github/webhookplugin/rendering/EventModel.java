package io.github.webhookplugin.rendering;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.model.WebhookService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as plain maps, lists, texts, numbers and booleans: what templates see and what is stored. Immutable, shared
 * between threads.
 */
public final class EventModel {
  /** The event's own fields, in the order in which to name them; what they hold is found by {@link #at}. */
  public static final List<String> FIELDS = List.of(
      "type",
      "title",
      "subTitle",
      "message",
      "logo",
      "image",
      "time",
      "timeMillis",
      "timeSeconds",
      "eventId",
      "origin",
      "actor",
      "recipients",
      "entity",
      "changes",
      "data");

  private static final String ID = "eventId";
  private static final String TIME = "time";
  private static final String PEOPLE = "people";
  private static final int ROOM_FOR_JSON = 512;

  private final Instant time;
  private final Map<String, @Nullable Object> values;
  private final boolean damaged;

  private EventModel(Instant time, Map<String, @Nullable Object> values) {
    this(time, values, false);
  }

  private EventModel(Instant time, Map<String, @Nullable Object> values, boolean damaged) {
    this.time = time;
    this.damaged = damaged;
    this.values = Collections.unmodifiableMap(values);
  }

  /**
   * Takes an event apart.
   *
   * @param eventId the event's own id, or the one it was given when it was published
   * @param time the event's own time, or when it was published
   */
  public static EventModel of(NotificationEvent event, String eventId, Instant time) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put(ID, PlainCopy.wellFormed(eventId));
    values.put("type", PlainCopy.wellFormed(event.type()));
    values.put("title", PlainCopy.wellFormed(event.title()));
    values.put("subTitle", PlainCopy.wellFormed(event.subTitle()));
    values.put("message", PlainCopy.wellFormed(event.message()));
    values.put("logo", PlainCopy.wellFormed(event.logo()));
    values.put("image", PlainCopy.wellFormed(event.image()));
    values.put("origin", PlainCopy.wellFormed(event.origin()));
    event.actor().ifPresent(actor -> values.put("actor", person(actor)));
    values.put("recipients", event.recipients().stream().map(EventModel::person).toList());
    values.put("entity", PlainCopy.of(event.entity()));
    values.put("changes", PlainCopy.of(event.changes()));
    values.put("data", PlainCopy.of(event.data()));
    return new EventModel(time, values);
  }

  private static Map<String, Object> person(Person person) {
    var map = new LinkedHashMap<String, Object>();
    map.put("id", PlainCopy.wellFormed(person.id()));
    map.put("name", PlainCopy.wellFormed(person.name()));
    return Collections.unmodifiableMap(map);
  }

  /** As stored: UTF-8 JSON; integers of any size, decimals as written, nulls and the order of keys survive. */
  public byte[] toJson() {
    var bytes = new ByteArrayOutputStream(ROOM_FOR_JSON);
    try (JsonGenerator json = PlainJson.FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField(TIME, time.toString());
      for (Map.Entry<String, @Nullable Object> entry : values.entrySet()) {
        json.writeFieldName(entry.getKey());
        PlainJson.write(json, entry.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an event's values are not plain", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toJson()} wrote.
   *
   * @throws DamagedEventException if it is something else
   */
  public static EventModel fromJson(byte[] json) {
    try (JsonParser parser = PlainJson.FACTORY.createParser(json)) {
      parser.nextToken();
      if (!parser.isExpectedStartObjectToken()) {
        throw new IOException("no object");
      }
      Map<String, @Nullable Object> values = PlainJson.readMap(parser);
      return new EventModel(Instant.parse(text(values.remove(TIME))), values);
    } catch (IOException | RuntimeException e) {
      // The cause may quote the event, which may hold secrets
      throw new DamagedEventException("a stored event of " + json.length
          + " bytes is not what was stored (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** The same; empty if it is something else. */
  public static Optional<EventModel> readable(byte[] json) {
    try {
      return Optional.of(fromJson(json));
    } catch (DamagedEventException e) {
      return Optional.empty();
    }
  }

  /** Stands for a stored event that cannot be read: nothing may be sent of it. */
  public static EventModel damaged(@Nullable String eventId, String type, Instant time) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put(ID, eventId);
    values.put("type", type);
    return new EventModel(time, values, true);
  }

  public boolean isDamaged() {
    return damaged;
  }

  /** The title in the first bytes of what {@link #toJson()} wrote; empty if it does not stand in them. */
  public static String titleIn(byte[] beginning) {
    try (JsonParser parser = PlainJson.FACTORY.createParser(beginning)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals("title")) {
          return parser.getText();
        }
        parser.skipChildren();
      }
    } catch (IOException cut) {
      // Its end is not there: neither is a title before it
    }
    return "";
  }

  private static String text(@Nullable Object value) throws IOException {
    if (value instanceof String text) {
      return text;
    }
    throw new IOException("no time");
  }

  public String eventId() {
    return JsonText.text(values.get(ID));
  }

  public String type() {
    return JsonText.text(values.get("type"));
  }

  /** What caused it, as the host said; empty if it did not. */
  public String origin() {
    return JsonText.text(values.get("origin"));
  }

  public String title() {
    return JsonText.text(values.get("title"));
  }

  /** The same event under another id. */
  public EventModel withId(String id) {
    var copy = new LinkedHashMap<>(values);
    copy.put(ID, PlainCopy.wellFormed(id));
    return new EventModel(time, copy);
  }

  /** How long one of its texts is, in characters of Unicode; 0 if there is none by this name. */
  public int length(String name) {
    return values.get(name) instanceof String text ? text.codePointCount(0, text.length()) : 0;
  }

  /** The same event with one of its texts shortened to so many characters and “…”; itself if that is not longer. */
  public EventModel shortened(String name, int most) {
    if (!(values.get(name) instanceof String text) || length(name) <= most) {
      return this;
    }
    var copy = new LinkedHashMap<>(values);
    copy.put(name, text.substring(0, text.offsetByCodePoints(0, most)).stripTrailing() + "…");
    return new EventModel(time, copy);
  }

  /**
   * The same event with its people, each with {@code id}, {@code name}, {@code groups} and whether they are
   * {@code reached}. Templates see them only as {@link Listed} says.
   */
  public EventModel withPeople(Map<String, @Nullable Object> people) {
    var copy = new LinkedHashMap<>(values);
    copy.put(PEOPLE, PlainCopy.of(people));
    return new EventModel(time, copy);
  }

  /** Those people; empty if nobody has asked for them. */
  List<Map<?, ?>> people() {
    return Listed.maps(audience().get("list"));
  }

  /** All that {@link #withPeople} was given; empty if nobody has asked for its people. */
  public Map<?, ?> audience() {
    return values.get(PEOPLE) instanceof Map<?, ?> people ? people : Map.of();
  }

  /** When it happened; exact, while templates see milliseconds. */
  public Instant time() {
    return time;
  }

  /** Any of the event's values by its name; null if there is none. */
  @Nullable
  Object value(String name) {
    return name.equals(PEOPLE) ? null : values.get(name);
  }

  /** What one of {@link #FIELDS} holds; null if there is nothing. Times are those of ISO format. */
  public @Nullable Object at(String field) {
    return switch (field) {
      case "time" -> IsoTime.text(time);
      case "timeMillis" -> time.toEpochMilli();
      case "timeSeconds" -> time.getEpochSecond();
      default -> values.get(field);
    };
  }

  /**
   * Adds what belongs to one attempt of one delivery. Cheap: nothing is copied.
   *
   * @param sign the signature as templates see it; empty if the service has none
   */
  public DeliveryModel forDelivery(
      WebhookService service, String deliveryId, Instant sentAt, String sign) {
    return new DeliveryModel(this, service, deliveryId, sentAt, sign);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventModel model
        && model.time.equals(time)
        && model.values.equals(values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(time, values);
  }

  @Override
  public String toString() {
    return "EventModel[" + type() + " " + eventId() + "]";
  }
}
