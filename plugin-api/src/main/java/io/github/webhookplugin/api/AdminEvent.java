package io.github.webhookplugin.api;

/**
 * Says to a page that is open that something changed. A host sends it on as a server-sent event (HTML Living Standard,
 * section 9.2).
 *
 * @param name what changed, a word without line breaks
 * @param data further information, a JSON text in one line
 */
public record AdminEvent(String name, String data) {}
