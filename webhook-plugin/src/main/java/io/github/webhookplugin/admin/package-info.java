/** The JSON API, thin over the rooms below. */
@NullMarked
package io.github.webhookplugin.admin;

import org.jspecify.annotations.NullMarked;
