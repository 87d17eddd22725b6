/** The plugin: its PF4J face, and the runtime that wires the rooms together. */
@NullMarked
package io.github.webhookplugin;

import org.jspecify.annotations.NullMarked;
