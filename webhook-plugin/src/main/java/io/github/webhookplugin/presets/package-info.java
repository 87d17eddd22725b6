/**
 * Presets: what is known of popular receivers, as data files beside this package. Choosing one fills a service, which
 * the admin then owns. Pure.
 */
@NullMarked
package io.github.webhookplugin.presets;

import org.jspecify.annotations.NullMarked;
