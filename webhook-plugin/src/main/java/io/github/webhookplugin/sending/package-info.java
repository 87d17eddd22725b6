/** One request out, one bounded answer back. HttpClient lives here and nowhere else. */
@NullMarked
package io.github.webhookplugin.sending;

import org.jspecify.annotations.NullMarked;
