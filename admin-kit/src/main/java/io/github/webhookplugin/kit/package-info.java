/**
 * What a host shows around the pages of its plugins, whatever they are: the page itself, styles, scripts, icons, and a
 * form of any plugin's settings. Mentions no web framework; {@link io.github.webhookplugin.kit.MountedPlugin} is where
 * to begin.
 */
@NullMarked
package io.github.webhookplugin.kit;

import org.jspecify.annotations.NullMarked;
