/** Secrets and bytes to signatures. Pure. */
@NullMarked
package io.github.webhookplugin.signing;

import org.jspecify.annotations.NullMarked;
