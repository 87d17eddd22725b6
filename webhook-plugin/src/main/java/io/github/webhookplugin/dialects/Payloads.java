package io.github.webhookplugin.dialects;

/** Body templates of the payloads that receivers of other systems were written for. */
public final class Payloads {
  private static final String FIVE = """
      "eventId": "{{eventId}}",
      "eventType": "{{type}}",
      "timestamp": {{timeMillis}},
      "entity": {{entity}},
      "changeDescription": {{changes}}""";
  private static final String SIX = FIVE + """
      ,
      "webhookName": "{{service.apiName}}\"""";

  /** What the documentation of OpenMetadata's subscription action shows: five names (seed row S-33). */
  public static final String ACTION = object(FIVE);

  /** What the documentation of OpenMetadata's webhooks shows, but for the signature inside (W-74 to W-79, X-18). */
  public static final String ENTITY = object(SIX);

  /** Several of these as a JSON array. */
  public static final String ACTIONS = array(FIVE);

  public static final String ENTITIES = array(SIX);

  /** The same inside {@code {"data": […]}}, as older versions of OpenMetadata sent them. */
  public static final String ACTIONS_IN_DATA = "{\n\"data\": " + ACTIONS + "}\n";

  public static final String ENTITIES_IN_DATA = "{\n\"data\": " + ENTITIES + "}\n";

  /** What OpenMetadata's server really sends: a ChangeEvent, whose entity is JSON in a text (X-20, P-13). */
  public static final String CHANGE_EVENT = """
      {
        "id": "{{eventId}}",
        "eventType": "{{type}}",
        "entityType": "{{entity.type}}",
        "entityId": "{{entity.id}}",
        "entityFullyQualifiedName": "{{entity.fullyQualifiedName}}",
        "previousVersion": {{data.previousVersion}},
        "currentVersion": {{data.currentVersion}},
        "userName": "{{actor.name}}",
        "timestamp": {{timeMillis}},
        "changeDescription": {{changes}},
        "entity": "{{entity}}"
      }
      """;

  /** A Slack message (P-01). */
  static final String SLACK = """
      {"text": "*{{title}}*\\n{{message}}"}
      """;

  /** An Adaptive Card for a Teams workflow (P-02). */
  static final String TEAMS = """
      {
        "type": "message",
        "attachments": [
          {
            "contentType": "application/vnd.microsoft.card.adaptive",
            "contentUrl": null,
            "content": {
              "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
              "type": "AdaptiveCard",
              "version": "1.4",
              "body": [
                {"type": "TextBlock", "text": "{{title}}", "weight": "Bolder", "wrap": true},
                {"type": "TextBlock", "text": "{{message}}", "wrap": true}
              ]
            }
          }
        ]
      }
      """;

  /** A Google Chat message (P-03). */
  static final String GOOGLE_CHAT = """
      {"text": "*{{title}}*\\n{{message}}"}
      """;

  /** Several events as one message, since a chat takes one message at a time. */
  static final String SLACK_BATCH = """
      {"text": "{{#events}}*{{slack title}}*\\n{{slack message}}{{^last}}\\n{{/last}}{{/events}}"}
      """;

  static final String GOOGLE_CHAT_BATCH = """
      {"text": "{{#events}}*{{title}}*\\n{{message}}{{^last}}\\n{{/last}}{{/events}}"}
      """;

  static final String TEAMS_BATCH = TEAMS
      .replace("{{title}}", "{{eventCount}} events")
      .replace(
          "{{message}}", "{{#events}}{{title}} {{message}}{{^last}}\\n\\n{{/last}}{{/events}}");

  private Payloads() {}

  private static String object(String fields) {
    return "{\n" + fields + "\n}\n";
  }

  private static String array(String fields) {
    return "[\n{{#events}}\n" + object(fields).stripTrailing() + ",\n{{/events}}\n]\n";
  }
}
