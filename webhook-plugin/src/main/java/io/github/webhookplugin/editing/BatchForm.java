package io.github.webhookplugin.editing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Several events in one request: batches, and the digest of what a rate holds back. */
final class BatchForm implements Part {
  @Override
  public void fill(Stored document, Inputs form) {
    form.put("batchSize", document.text("batchSize"));
    form.put("batchWait", document.text("batchWait"));
    form.put("batchBody", document.text("batchBody"));
    Stored digest = document.object("digest");
    form.tick("digest.on", document.has("digest"));
    form.put("digest.maxEvents", digest.text("maxEvents"));
    form.put("digest.body", digest.text("body"));
  }

  @Override
  public void read(Reading form, Map<String, @Nullable Object> document) {
    putNumber(form, document, "batchSize");
    putNumber(form, document, "batchWait");
    if (form.text("batchBody").isBlank()) {
      document.put("batchBody", null);
    } else {
      TextKept.put(document, "batchBody", form.text("batchBody"));
    }
    document.put("digest", form.ticked("digest.on") ? digest(form, new Stored(document)) : null);
  }

  private static Map<String, @Nullable Object> digest(Reading form, Stored document) {
    var digest = new LinkedHashMap<String, @Nullable Object>();
    digest.put("maxEvents", form.number("digest.maxEvents"));
    digest.put("body", document.object("digest").raw("body"));
    TextKept.put(digest, "body", form.text("digest.body"));
    return digest;
  }

  /** An empty field: as usual. */
  private static void putNumber(Reading form, Map<String, @Nullable Object> document, String name) {
    Object number = form.number(name);
    if (number == null) {
      document.remove(name);
    } else {
      document.put(name, number);
    }
  }
}
