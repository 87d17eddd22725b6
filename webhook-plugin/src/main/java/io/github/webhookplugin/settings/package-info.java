/** Settings documents: read, validate, write; the secrets in them encrypted for the store. */
@NullMarked
package io.github.webhookplugin.settings;

import org.jspecify.annotations.NullMarked;
