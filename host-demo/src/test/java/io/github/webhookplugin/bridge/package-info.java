/** The bridges that the host guide shows: the plugin's pages in HTTP servers of other kinds. */
package io.github.webhookplugin.bridge;
