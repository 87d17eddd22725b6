/**
 * Templates to bytes: compile, check, render, escape for the place. Pure.
 *
 * <p>What a template may do: {@code {{name}}}, {@code {{#name}}…{{/name}}}, {@code {{^name}}…{{/name}}},
 * {@code {{! comment }}} over plain values. In a body, a tag between the quotes of a JSON string inserts text and a tag
 * outside of them inserts a whole JSON value; {@code {{json name}}} inserts JSON even between quotes. {@code {{slack
 * name}}} escapes for Slack and {@code {{ce name}}} for a header of CloudEvents. Two or three
 * braces make no difference. What is missing is empty in a text and {@code null} outside. Nothing, {@code false}, an
 * empty text, list or object do not count in a section; 0 counts. In a list, {@code first}, {@code last} and
 * {@code index} tell the position, and a comma too many is left out.
 */
@NullMarked
package io.github.webhookplugin.rendering;

import org.jspecify.annotations.NullMarked;
