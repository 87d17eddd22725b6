package io.github.webhookplugin.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which names of a JSON text are not in another: what its receiver may miss (seed row T-12). Pure. */
public final class BodyKeys {
  private static final int MOST = 20;

  private BodyKeys() {}

  /** Pointers of names that are in the first text and not in the second; items of lists count as one. */
  public static List<String> lost(String before, String after) {
    Set<String> kept = keys(after);
    return kept.isEmpty()
        ? List.of()
        : keys(before).stream().filter(key -> !kept.contains(key)).limit(MOST).toList();
  }

  /** None if it is not JSON. */
  private static Set<String> keys(String text) {
    var keys = new LinkedHashSet<String>();
    try (JsonParser json = Json.parser(text)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          String pointer = json.getParsingContext().pathAsPointer().toString();
          keys.add(pointer.replaceAll("/\\d+(?=/|$)", "/*"));
        }
      }
    } catch (IOException notJson) {
      return Set.of();
    }
    return keys;
  }
}
