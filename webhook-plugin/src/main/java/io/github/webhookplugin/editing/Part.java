package io.github.webhookplugin.editing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A section of the form: its part of a document, in and out of fields. Shared between threads. */
interface Part {
  /** Writes what a document has into the fields of this section. */
  void fill(Stored document, Inputs form);

  /**
   * Writes what the fields of this section say into a document.
   *
   * @param document with what was there before: what the form cannot say better is left as it is
   */
  void read(Reading form, Map<String, @Nullable Object> document);
}
