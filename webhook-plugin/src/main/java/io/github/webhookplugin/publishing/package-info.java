/** An event to its deliveries: which services get it, and why not the others. */
@NullMarked
package io.github.webhookplugin.publishing;

import org.jspecify.annotations.NullMarked;
