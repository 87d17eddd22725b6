package io.github.webhookplugin.api;

import java.util.List;

/**
 * What a host shows around a plugin's pages: heading and tabs.
 *
 * @param title what people read in the navigation and as the heading
 * @param summary one sentence below the heading
 * @param icon the name of an icon, as Lucide names them, for example {@code webhook}
 * @param tabs the pages that are always in reach, in their order; the host adds one for the settings
 */
public record AdminFrame(String title, String summary, String icon, List<Tab> tabs) {
  public AdminFrame {
    tabs = List.copyOf(tabs);
  }

  /**
   * A page that has a tab.
   *
   * @param path as in {@link AdminRequest#path}; empty for the first page. A tab is also current on the pages below
   * @param badge a short text beside the title, for example a number; empty for none
   */
  public record Tab(String path, String title, String icon, String badge) {}
}
