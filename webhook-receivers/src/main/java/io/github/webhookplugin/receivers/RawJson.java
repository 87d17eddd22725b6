package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The exact text of a part of a JSON document. */
final class RawJson {
  private RawJson() {}

  /** The text of a member of the outermost object as it stands there; empty if there is none. */
  static String member(String json, String name) {
    try (var parser = new JsonFactory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "";
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals(name);
        parser.nextToken();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        if (found) {
          return json.substring(start, (int) parser.currentLocation().getCharOffset());
        }
      }
      return "";
    } catch (IOException notJson) {
      return "";
    }
  }
}
