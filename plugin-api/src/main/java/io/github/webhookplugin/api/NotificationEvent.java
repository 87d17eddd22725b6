package io.github.webhookplugin.api;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the host and that others may want to hear of.
 *
 * <p>Immutable and safe to share between threads. Build one with {@link #of(String)}; only the type is required.
 * Texts that were not given are empty. {@code data}, {@code entity} and {@code changes} hold JSON-like values:
 * {@link String}, {@link Number}, {@link Boolean}, {@code null}, {@link Map} with text keys, {@link Iterable} and
 * arrays of objects; they are copied when the event is built, so later changes to the host's objects are not seen.
 * A number may have {@value PlainValues#MAX_DIGITS} digits, lists and maps {@value PlainValues#MAX_DEPTH} levels.
 * Any other value is kept as its {@code toString()} text, so a template can never reach into the host's objects.
 */
public final class NotificationEvent {
  /** Longest accepted {@link #type()}, {@link #id()} and {@link #deduplicationKey()}, in characters. */
  public static final int MAX_NAME_LENGTH = 200;

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private final Builder from;

  private NotificationEvent(Builder from) {
    this.from = from;
  }

  /**
   * Starts an event.
   *
   * @param type the kind of event, for example {@code task.finished}: 1 to {@value #MAX_NAME_LENGTH} characters
   * @throws IllegalArgumentException if the type is blank or too long
   */
  public static Builder of(String type) {
    return new Builder(type);
  }

  /** The host's own id of this event. Empty: the channel gives it one when it is published. */
  public Optional<String> id() {
    return Optional.ofNullable(from.id);
  }

  /** What tells this event from a repetition of it. Empty: every event is a new one. */
  public Optional<String> deduplicationKey() {
    return Optional.ofNullable(from.deduplicationKey);
  }

  /** The kind of event (seed variable {@code type}). */
  public String type() {
    return from.type;
  }

  public String title() {
    return from.title;
  }

  public String subTitle() {
    return from.subTitle;
  }

  /** The text for people; may have several lines. */
  public String message() {
    return from.message;
  }

  /** A URL or any identifier of a logo; never checked. */
  public String logo() {
    return from.logo;
  }

  /** A URL of a picture; never checked. */
  public String image() {
    return from.image;
  }

  /** When it happened. Empty: the moment it is published. */
  public Optional<Instant> time() {
    return Optional.ofNullable(from.time);
  }

  /** Who caused it. */
  public Optional<Person> actor() {
    return Optional.ofNullable(from.actor);
  }

  /** The thing it happened to, with its keys in the order the host gave; empty if there is none. */
  public Map<String, Object> entity() {
    return from.entity;
  }

  /** What changed about the entity ({@code fieldsAdded}, {@code fieldsUpdated}, {@code fieldsDeleted}). */
  public Map<String, Object> changes() {
    return from.changes;
  }

  /** Whom the host means to reach. */
  public List<Person> recipients() {
    return from.recipients;
  }

  /**
   * What caused the event; empty if unknown. If that is a webhook, {@code webhook:} with a service's id or name, or what
   * {@link EventOrigin#of} makes of an incoming request: then the event is not sent back to that service.
   */
  public String origin() {
    return from.origin;
  }

  /** Everything else that templates may use, as {@code {{data.key}}}. */
  public Map<String, Object> data() {
    return from.data;
  }

  @Override
  public String toString() {
    return "NotificationEvent[" + from.type + (from.id == null ? "" : " " + from.id) + "]";
  }

  /** Collects an event's parts. Not safe to share between threads; {@link #build()} may be called once. */
  public static final class Builder {
    private final String type;
    private @Nullable String id;
    private @Nullable String deduplicationKey;
    private String title = "";
    private String subTitle = "";
    private String message = "";
    private String logo = "";
    private String image = "";
    private @Nullable Instant time;
    private @Nullable Person actor;
    private Map<String, Object> entity = Map.of();
    private Map<String, Object> changes = Map.of();
    private List<Person> recipients = List.of();
    private String origin = "";
    private Map<String, Object> data = Map.of();
    private boolean built;

    private Builder(String type) {
      this.type = named("type", type);
    }

    /** The host's own id, stable over retries: 1 to {@value NotificationEvent#MAX_NAME_LENGTH} characters. */
    public Builder id(String value) {
      id = named("id", value);
      return this;
    }

    /**
     * An event with the same key is accepted once within a time that the channel's settings name (a day unless
     * changed), whichever of the hosts that share a store publishes it: 1 to
     * {@value NotificationEvent#MAX_NAME_LENGTH} characters.
     */
    public Builder deduplicationKey(String value) {
      deduplicationKey = named("deduplicationKey", value);
      return this;
    }

    public Builder title(String value) {
      title = Objects.requireNonNull(value, "title");
      return this;
    }

    public Builder subTitle(String value) {
      subTitle = Objects.requireNonNull(value, "subTitle");
      return this;
    }

    public Builder message(String value) {
      message = Objects.requireNonNull(value, "message");
      return this;
    }

    public Builder logo(String value) {
      logo = Objects.requireNonNull(value, "logo");
      return this;
    }

    public Builder image(String value) {
      image = Objects.requireNonNull(value, "image");
      return this;
    }

    /**
     * When it happened.
     *
     * @throws IllegalArgumentException if its year is not from 1 to 9999: no receiver could read it
     */
    public Builder time(Instant value) {
      if (value.isBefore(EARLIEST) || value.isAfter(LATEST)) {
        throw new IllegalArgumentException(
            "an event's time must lie in the years 1 to 9999, is " + value);
      }
      time = value;
      return this;
    }

    public Builder actor(Person value) {
      actor = Objects.requireNonNull(value, "actor");
      return this;
    }

    /** The thing it happened to; copied. */
    public Builder entity(Map<String, ?> value) {
      entity = PlainValues.copyOfMap("entity", value);
      return this;
    }

    /** What changed about the entity; copied. */
    public Builder changes(Map<String, ?> value) {
      changes = PlainValues.copyOfMap("changes", value);
      return this;
    }

    public Builder recipients(List<Person> value) {
      recipients = List.copyOf(value);
      return this;
    }

    /** What caused it: see {@link NotificationEvent#origin()}. */
    public Builder origin(String value) {
      origin = Objects.requireNonNull(value, "origin");
      return this;
    }

    /** Replaces all data; copied. */
    public Builder data(Map<String, ?> value) {
      data = PlainValues.copyOfMap("data", value);
      return this;
    }

    /** Adds one value to the data; copied. */
    public Builder data(String key, @Nullable Object value) {
      var more = new LinkedHashMap<String, Object>(data);
      more.putAll(PlainValues.copyOfMap("data", Collections.singletonMap(key, value)));
      data = Collections.unmodifiableMap(more);
      return this;
    }

    public NotificationEvent build() {
      if (built) {
        throw new IllegalStateException(
            "this builder has built its event already; start another with of(type)");
      }
      built = true;
      return new NotificationEvent(this);
    }

    private static String named(String field, String value) {
      if (value.isBlank()) {
        throw new IllegalArgumentException("an event's " + field + " must not be blank");
      }
      if (value.length() > MAX_NAME_LENGTH) {
        throw new IllegalArgumentException("an event's " + field + " may have " + MAX_NAME_LENGTH
            + " characters, has " + value.length());
      }
      return value;
    }
  }
}
