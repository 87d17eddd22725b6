/** Records and sealed types that travel between the rooms: no I/O, no library. */
@NullMarked
package io.github.webhookplugin.model;

import org.jspecify.annotations.NullMarked;
