package io.github.webhookplugin.outbox;

import java.util.Map;

/**
 * The settings as stored.
 *
 * @param version goes up by one with every change
 * @param documents by name
 * @param numbers of the services there ever were, by their id
 */
public record StoredDocuments(
    long version, Map<String, String> documents, Map<String, Integer> numbers) {}
