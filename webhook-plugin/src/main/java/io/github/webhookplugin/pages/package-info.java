/** The admin pages as HTML: the first client of the JSON API. */
@NullMarked
package io.github.webhookplugin.pages;

import org.jspecify.annotations.NullMarked;
