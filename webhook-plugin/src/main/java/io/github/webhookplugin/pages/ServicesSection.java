package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminResponse;
import java.util.Map;

/** The first page: how all services are doing. */
final class ServicesSection implements Pages.Section {
  @Override
  public void mount(Pages.Routes routes) {
    routes.on("GET", "", this::page);
  }

  private AdminResponse page(Page page) {
    return page.show("services", Map.of());
  }
}
