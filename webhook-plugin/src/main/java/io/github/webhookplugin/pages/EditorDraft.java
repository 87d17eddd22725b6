package io.github.webhookplugin.pages;

import io.github.webhookplugin.admin.Problem;
import io.github.webhookplugin.editing.Inputs;
import io.github.webhookplugin.editing.Mistake;
import io.github.webhookplugin.editing.ServiceForm;
import io.github.webhookplugin.settings.DocumentException;
import io.github.webhookplugin.settings.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of a service as it was posted, and the document that it says.
 *
 * @param id the service's id; empty if it is new
 * @param start what the document is made over: the stored one, or what a new one has and no field shows
 * @param document with nothing in place of what could not be read
 */
record EditorDraft(
    String id,
    Inputs inputs,
    Map<String, ?> start,
    Map<String, @Nullable Object> document,
    List<Mistake> mistakes) {
  private static final String UUID = "[0-9a-fA-F-]{36}";

  /** Reads the form of this request. */
  static EditorDraft of(Page page) {
    var inputs = new Inputs(page.form().values());
    String id = inputs.one("id");
    if (!id.isEmpty() && !id.matches(UUID)) {
      throw Problem.of(404, "There is no service with this id.");
    }
    Map<String, ?> start = id.isEmpty() ? carried(inputs) : page.api().get("services/" + id);
    var read = ServiceForm.read(inputs, start);
    return new EditorDraft(id, inputs, start, read.document(), read.mistakes());
  }

  boolean isNew() {
    return id.isEmpty();
  }

  /** The document with the example event that was chosen. */
  Map<String, @Nullable Object> withEvent() {
    var document = new LinkedHashMap<String, @Nullable Object>(this.document);
    document.put("event", event());
    return document;
  }

  /** The example event that was chosen; empty for the usual one. */
  Map<String, Object> event() {
    String type = inputs.one("sampleType");
    return type.isEmpty() ? Map.of() : Map.of("eventType", type);
  }

  private static Map<String, ?> carried(Inputs inputs) {
    String json = inputs.one("carried");
    try {
      return json.isEmpty() ? Map.of() : ServiceForm.unshown(Json.object(json));
    } catch (DocumentException changed) {
      return Map.of();
    }
  }
}
