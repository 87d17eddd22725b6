/** The loop: the store thread, a lane for each service, attempts, retries. The only room with threads. */
@NullMarked
package io.github.webhookplugin.delivery;

import org.jspecify.annotations.NullMarked;
