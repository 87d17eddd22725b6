package io.github.webhookplugin.kit;

import io.github.webhookplugin.api.AdminFrame;

/**
 * What stands above a plugin's page.
 *
 * @param base the address of its first page
 * @param path of the page that is shown, relative to the first one
 * @param hasSettings whether there is a tab for them
 */
record PluginHead(
    String base, String version, AdminFrame frame, String path, boolean hasSettings) {}
