package io.github.webhookplugin.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads and writes JSON strictly: no duplicate keys, nothing after the end, bounded depth and numbers. */
final class Json {
  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder().maxNestingDepth(64).maxNumberLength(100).build();
  private static final ObjectMapper MAPPER = strict();

  private Json() {}

  private static ObjectMapper strict() {
    var mapper = JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
    mapper.getFactory().setStreamReadConstraints(BOUNDS);
    return mapper;
  }

  /** Parses a body; a {@link Problem} with status 400 says in which line and column it is wrong. */
  static JsonNode parse(byte[] body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node == null || node.isMissingNode()) {
        throw Problem.of(400, "the body is empty; JSON is expected");
      }
      return node;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String where =
          at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
      throw Problem.of(400, "the body is not JSON: " + firstLine(e.getOriginalMessage()) + where);
    } catch (IOException e) {
      throw Problem.of(400, "the body is not JSON in UTF-8");
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }

  /** An object's values as plain maps, lists, texts, numbers and booleans. */
  static Map<String, Object> plain(JsonNode object) {
    var plain = new LinkedHashMap<String, Object>();
    object
        .properties()
        .forEach(field ->
            plain.put(field.getKey(), MAPPER.convertValue(field.getValue(), Object.class)));
    return plain;
  }

  static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }
}
