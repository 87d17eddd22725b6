/** The demo host and the plugin in a real browser. */
package io.github.webhookplugin.browser;
