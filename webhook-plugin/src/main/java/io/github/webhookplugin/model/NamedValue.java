package io.github.webhookplugin.model;

/**
 * A header or query parameter of a service. The value is a template.
 *
 * @param secret whether the value is kept from everybody's eyes once saved
 */
public record NamedValue(String name, String value, boolean secret) {
  @Override
  public String toString() {
    return name + ": " + (secret ? "***" : value);
  }
}
