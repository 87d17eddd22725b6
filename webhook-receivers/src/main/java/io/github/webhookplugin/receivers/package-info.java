/**
 * Simulators of popular receivers of webhooks. Each checks what the real one checks and answers as it does. They know
 * nothing of the plugin, so that they judge it from outside.
 *
 * <p>Facts were collected from vendors' pages, specifications and widely used clients up to the date that each class
 * names; the real receivers were not called. What is marked [judged] is from general knowledge and may differ. Vendors
 * change limits silently.
 */
@NullMarked
package io.github.webhookplugin.receivers;

import org.jspecify.annotations.NullMarked;
