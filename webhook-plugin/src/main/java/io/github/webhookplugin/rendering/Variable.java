package io.github.webhookplugin.rendering;

import java.util.List;

/**
 * A name that templates may use.
 *
 * @param name as it stands between the braces
 * @param meaning a sentence for people
 * @param example what it may look like
 */
public record Variable(String name, String meaning, String example) {
  /** All variables, in the order in which to show them (seed rows ). */
  public static final List<Variable> ALL = List.of(
      of("title", "The notification's title.", "Nightly import"),
      of("subTitle", "Its second line.", "Warehouse"),
      of("message", "Its text; may have several lines.", "1,204 rows"),
      of("type", "The kind of event.", "task.finished"),
      of("time", "When it happened, in the service's time format.", "2026-11-21T08:15:30.123Z"),
      of("logo", "A logo's address or identifier.", "https://host.example/logo.png"),
      of("image", "A picture's address.", "https://host.example/chart.png"),
      of("sign", "The signature; empty if the service has no secret.", "v1,g0hM9SsE…"),
      of(
          "signTimestamp",
          "The moment that the signature covers, as its recipe writes it; empty if the service has no secret.",
          "1795248931"),
      of("eventId", "The event's id.", "0d9f6a52-7c1e-4b8e-9a35-2f6f0c3d1b77"),
      of(
          "deliveryId",
          "The delivery's id, the same for every try.",
          "a661b2a7-1917-8164-82a7-358ba4400004"),
      of(
          "fallbackOf",
          "The first service that did not take the event; empty unless this one is a fallback.",
          "Ops chat"),
      of("sentAt", "When this try is sent.", "2026-11-21T08:15:31.004Z"),
      of("timeMillis", "When it happened, in milliseconds since 1970.", "1795248930123"),
      of("timeSeconds", "When it happened, in seconds since 1970.", "1795248930"),
      of("origin", "What caused the event.", "import-7"),
      of("actor.id", "The id of who caused it.", "u-17"),
      of("actor.name", "The name of who caused it.", "Ann"),
      of("recipients", "Whom the event is for: a list with id and name.", "[{\"id\":\"u-18\"}]"),
      of(
          "targetUsers",
          "The same with uid and name, as a JSON value: {{{targetUsers}}}.",
          "[{\"uid\":\"u-18\"}]"),
      of(
          "receivers",
          "The people of these who are reached by a webhook of their own; or the service's own receivers.",
          "[{\"id\":\"u-18\"}]"),
      of("entity", "The thing it happened to; {{entity.key}} for a part of it.", "{\"id\":7}"),
      of("changes", "What changed; {{changes.key}} for a part of it.", "{\"fieldsAdded\":[]}"),
      of("data", "Everything else; {{data.key}} for a part of it.", "{\"rows\":1204}"),
      of("service.id", "This service's id.", "8d9f2c3e-0000-4000-8000-000000000001"),
      of("service.name", "This service's name.", "Ops chat"),
      of("service.apiName", "This service's name for programs, without blanks.", "Ops-chat"),
      of("service.description", "This service's description.", "For the team on call"),
      of(
          "service.extension",
          "What is kept about this service besides; {{service.extension.key}} for a part of it.",
          "{\"costCenter\":\"CC-42\"}"));

  /** What a body over several events has besides; an event's own variables are found in {@code {{#events}}} only. */
  public static final List<Variable> TOGETHER = List.of(
      of(
          "events",
          "In the body of a batch or digest: its events, a list of which each has the variables above.",
          "[{\"title\":\"Nightly import\"}]"),
      of("eventCount", "In the body of a batch or digest: how many events it has.", "12"));

  private static Variable of(String name, String meaning, String example) {
    return new Variable(name, meaning, example);
  }
}
