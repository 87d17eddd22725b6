package io.github.webhookplugin.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain values as JSON: maps, lists, texts, numbers, booleans, moments and nulls. Shared between threads. */
public final class Json {
  private static final int MAX_NUMBER = 40;
  private static final int MAX_NAME = 1_000;
  private static final int MAX_TOKENS = 2_000_000;

  /** No thread-local buffers: on a host's thread they would keep the plugin's class loader alive. */
  static final JsonFactory FACTORY = JsonFactory.builder()
      .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNumberLength(MAX_NUMBER)
          .maxNameLength(MAX_NAME)
          .maxTokenCount(MAX_TOKENS)
          .build())
      .build();

  private Json() {}

  /** A text that is JSON already. */
  public record Written(String json) {}

  /** Reads a text token by token; closing it is the caller's. */
  public static JsonParser parser(String json) throws IOException {
    return FACTORY.createParser(json);
  }

  /** Reads an object that somebody wrote; throws {@link DocumentException} if it is none, with line and column. */
  public static Map<String, Object> object(String text) {
    return JsonDocument.parse(text);
  }

  /** Reads a list that somebody wrote; throws {@link DocumentException} if it is none, with line and column. */
  public static List<?> list(String text) {
    return JsonDocument.parseList(text);
  }

  /** Writes a document; throws IllegalArgumentException if a value is none of these kinds. */
  public static String text(Map<String, ?> document) {
    return value(document);
  }

  /** Writes any value; throws IllegalArgumentException if it is none of these kinds. */
  public static String value(@Nullable Object document) {
    var text = new StringWriter();
    try (var json = FACTORY.createGenerator(text)) {
      write(json, document);
    } catch (IOException cannotHappen) {
      throw new UncheckedIOException(cannotHappen);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (var entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Iterable<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        write(json, item);
      }
      json.writeEndArray();
    } else {
      writeScalar(json, value);
    }
  }

  private static void writeScalar(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String || value instanceof Instant) {
      json.writeString(value.toString());
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof BigInteger number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Written written) {
      json.writeRawValue(written.json());
    } else {
      throw new IllegalArgumentException("not a JSON value: " + value.getClass().getName());
    }
  }
}
