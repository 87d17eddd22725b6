/**
 * A host that anyone can start: it loads plugins from a folder, publishes events to whatever channels they bring,
 * serves whatever settings and pages they have, and knows none of them by name.
 */
@NullMarked
package io.github.webhookplugin.host;

import org.jspecify.annotations.NullMarked;
