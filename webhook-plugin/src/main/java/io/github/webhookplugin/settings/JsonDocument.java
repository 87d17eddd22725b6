package io.github.webhookplugin.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object strictly: UTF-8, no name twice, nothing behind it, bounded. Jackson's own messages quote
 * the text, which may hold secrets, so none of them is passed on.
 */
final class JsonDocument {
  static final int MAX_BYTES = 32 * 1024 * 1024;
  static final int MAX_DEPTH = 32;

  private final JsonParser json;
  private final Problems problems = new Problems();

  private JsonDocument(JsonParser json) {
    this.json = json;
  }

  static Map<String, Object> parse(byte[] bytes) {
    return parse(text(bytes));
  }

  /** Reads one list as strictly. */
  static List<?> parseList(byte[] bytes) {
    return parseList(text(bytes));
  }

  static List<?> parseList(String text) {
    return read(text, JsonDocument::wholeList);
  }

  private static String text(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw DocumentException.of(
          "Expected at most %,d bytes, found %,d. Send fewer services at once."
              .formatted(MAX_BYTES, bytes.length));
    }
    return decode(bytes);
  }

  static Map<String, Object> parse(String text) {
    return read(text, JsonDocument::document);
  }

  private interface Reading<T> {
    T of(JsonDocument document) throws IOException;
  }

  private static <T> T read(String text, Reading<T> reading) {
    try (var json = Json.FACTORY.createParser(text)) {
      return reading.of(new JsonDocument(json));
    } catch (JsonProcessingException notJson) {
      throw DocumentException.of(
          "Not valid JSON" + at(notJson.getLocation()) + ": " + JsonMistake.hint(notJson));
    } catch (IOException cannotHappen) {
      throw new UncheckedIOException(cannotHappen);
    }
  }

  private static String decode(byte[] bytes) {
    try {
      var text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      throw DocumentException.of("Expected text in UTF-8, found other bytes. Save it as UTF-8.");
    }
  }

  private Map<String, Object> document() throws IOException {
    JsonToken first = json.nextToken();
    if (first == null) {
      throw DocumentException.of("Expected a JSON object { … }, found nothing.");
    }
    if (first != JsonToken.START_OBJECT) {
      throw DocumentException.of("Expected a JSON object { … }, found "
          + (first == JsonToken.START_ARRAY ? "a list." : "a single value."));
    }
    var document = object(0);
    checkEnd("object");
    return document;
  }

  private List<@Nullable Object> wholeList() throws IOException {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      throw DocumentException.of("Expected a JSON list [ … ], found something else.");
    }
    var list = list(0);
    checkEnd("list");
    return list;
  }

  private void checkEnd(String what) throws IOException {
    if (json.nextToken() != null) {
      throw DocumentException.of("Expected nothing behind the JSON " + what + ", found more"
          + at(json.currentTokenLocation()) + ". Remove it.");
    }
    if (problems.any()) {
      throw new DocumentException(problems.all());
    }
  }

  private Map<String, Object> object(int depth) throws IOException {
    checkDepth(depth);
    var object = new LinkedHashMap<String, @Nullable Object>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      if (object.containsKey(name)) {
        problems.add(
            json.getParsingContext().pathAsPointer().toString(),
            Found.quote(name) + " is there twice, the second time" + at(json.currentTokenLocation())
                + ". Remove one of them.");
      }
      object.put(name, value(json.nextToken(), depth));
    }
    return PlainMaps.withNulls(object);
  }

  private List<@Nullable Object> list(int depth) throws IOException {
    checkDepth(depth);
    var list = new ArrayList<@Nullable Object>();
    for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
      list.add(value(token, depth));
    }
    return list;
  }

  private @Nullable Object value(JsonToken token, int depth) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> list(depth + 1);
      case VALUE_STRING -> json.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> json.getNumberValue();
      case VALUE_NUMBER_FLOAT -> decimal();
      default -> throw new IllegalStateException("unexpected token " + token);
    };
  }

  /** An exponent may have more digits than a number can keep. */
  private BigDecimal decimal() throws IOException {
    try {
      return json.getDecimalValue();
    } catch (NumberFormatException tooLarge) {
      throw DocumentException.of(
          "Not valid JSON" + at(json.currentTokenLocation()) + ": " + JsonMistake.hintOfNumber());
    }
  }

  private void checkDepth(int depth) {
    if (depth >= MAX_DEPTH) {
      throw DocumentException.of("Expected at most " + MAX_DEPTH + " levels of brackets, found more"
          + at(json.currentTokenLocation()) + ".");
    }
  }

  private static String at(@Nullable JsonLocation place) {
    return place == null
        ? ""
        : " at line " + place.getLineNr() + ", column " + Math.max(1, place.getColumnNr());
  }
}
