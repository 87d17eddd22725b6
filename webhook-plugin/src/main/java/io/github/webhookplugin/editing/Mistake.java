package io.github.webhookplugin.editing;

/**
 * Something of a form that cannot be read at all, so that nobody else would find it.
 *
 * @param field the field's name
 * @param key of the text that says what is wrong, below {@code editor.mistake}
 * @param detail what fills its place; empty if there is none
 */
public record Mistake(String field, String key, String detail) {}
