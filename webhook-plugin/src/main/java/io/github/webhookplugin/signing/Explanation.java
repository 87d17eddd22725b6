package io.github.webhookplugin.signing;

/**
 * What a signature is made of, for people.
 *
 * @param timestamp as the recipe writes it
 * @param content the text to sign, with {@code ***} for secrets
 * @param key the key's text, with {@code ***} for secrets
 */
public record Explanation(String timestamp, String content, String key) {}
