package io.github.webhookplugin.api;

import java.util.Objects;

/**
 * Somebody who acted or who is to be told.
 *
 * @param id the host's own id of the person, never blank
 * @param name what people read; may be empty
 */
public record Person(String id, String name) {
  public Person {
    Objects.requireNonNull(name, "name");
    if (id.isBlank()) {
      throw new IllegalArgumentException("a person's id must not be blank");
    }
  }
}
