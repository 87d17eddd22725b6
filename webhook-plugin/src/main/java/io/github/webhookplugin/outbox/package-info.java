/** The durable store: accept, claim, settle, log, retention and settings rows. JDBC lives here and nowhere else. */
@NullMarked
package io.github.webhookplugin.outbox;

import org.jspecify.annotations.NullMarked;
