/** Documents of other systems as documents of ours, and back; JSON Patch on them. Pure. */
@NullMarked
package io.github.webhookplugin.dialects;

import org.jspecify.annotations.NullMarked;
