/** The other side of a signature: code that receivers verify with. Pure. */
@NullMarked
package io.github.webhookplugin.receiving;

import org.jspecify.annotations.NullMarked;
