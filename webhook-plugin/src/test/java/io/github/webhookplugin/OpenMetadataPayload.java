package io.github.webhookplugin;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.api.NotificationEvent;
import java.time.Instant;
import java.util.Map;

/** The payload of OpenMetadata's page as an event of the host. */
final class OpenMetadataPayload {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OpenMetadataPayload() {}

  /** One of its objects, as the host has it. */
  static Map<String, Object> map(JsonNode payload, String name) {
    return JSON.convertValue(payload.path(name), new TypeReference<Map<String, Object>>() {});
  }

  static NotificationEvent event(JsonNode payload) {
    return NotificationEvent.of(payload.path("eventType").asText())
        .id(payload.path("eventId").asText())
        .time(Instant.ofEpochMilli(payload.path("timestamp").asLong()))
        .entity(map(payload, "entity"))
        .changes(map(payload, "changeDescription"))
        .build();
  }
}
