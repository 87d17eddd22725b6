/**
 * A receiver that misbehaves in every way we know of, for tests of whoever sends webhooks. Raw sockets, the JDK only.
 * It knows nothing of the plugin.
 */
@NullMarked
package io.github.webhookplugin.receivers.chaos;

import org.jspecify.annotations.NullMarked;
