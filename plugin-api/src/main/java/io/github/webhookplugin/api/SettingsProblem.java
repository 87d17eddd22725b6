package io.github.webhookplugin.api;

/**
 * Something wrong with a settings document.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901), for example {@code /services/2/url}
 * @param message what was expected, what was found, and what to do; for people, without secrets
 */
public record SettingsProblem(String pointer, String message) {}
